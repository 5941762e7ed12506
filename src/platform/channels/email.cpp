#include "platform/channels/email.hpp"

#include <ctime>

#include "base/text.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

std::string mail_date(Millis at) {
  // In C, whatever the locale: RFC 5322 knows English names only.
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = (at + 7 * kHour) / kSecond;
  std::tm t{};
  ::gmtime_r(&seconds, &t);
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %d %02d:%02d:%02d +0700", kDays[t.tm_wday], t.tm_mday,
                kMonths[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
  return text;
}

/// RFC 2047 words, short enough for a line with the header's name, cut between characters.
std::string header_text(std::string_view utf8) {
  std::string out, part;
  const auto flush = [&] {
    if (part.empty()) return;
    out += std::string(out.empty() ? "" : "\r\n ") + "=?UTF-8?B?" + base64(part) + "?=";
    part.clear();
  };
  for (std::size_t i = 0; i < utf8.size();) {
    std::size_t end = i + 1;
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) ++end;
    if (part.size() + end - i > 39) flush();
    const char c = utf8[i];
    if (end == i + 1 && static_cast<unsigned char>(c) < 0x20) part += ' ';
    else part += utf8.substr(i, end - i);
    i = end;
  }
  flush();
  return out;
}

std::string base64_lines(std::string_view text) {
  const auto whole = base64(text);
  std::string out;
  for (std::size_t at = 0; at < whole.size(); at += 76) out += whole.substr(at, 76) + "\r\n";
  return out;
}

class Email : public Channel {
 public:
  Email(Env env, Fields fields) : env_(std::move(env)), fields_(std::move(fields)) {}

  Kind kind() const override { return Kind::email; }
  bool configured() const override { return fields_.missing().empty(); }
  bool idempotent() const override { return false; }

  Outcome send(const Message& message) override {
    if (!is_mail_address(message.address)) return {.state = State::gone, .reason = "bad_address"};
    fetch::Mail mail;
    const bool tls = fields_["security"] == "tls";
    mail.url = (tls ? "smtps://" : "smtp://") + fields_["server"] + ":" + fields_["port"];
    mail.starttls = fields_["security"] == "starttls";
    mail.user = fields_["user"];
    mail.password = fields_["password"];
    mail.from = fields_["from"];
    mail.to = message.address;
    mail.data = mail_text(fields_, message, env_.clock());
    return judge(fetch::send_mail(env_.http.options(), mail));
  }

 private:
  static Outcome judge(const fetch::MailResponse& response) {
    const std::string detail = response.words.empty() ? response.error : response.words;
    if (response.reach == fetch::Reach::uncertain)
      return {.state = State::uncertain, .reason = "no_answer", .detail = detail};
    if (response.login_refused || response.code == 530 || response.code == 535)
      return {.state = State::retry, .reason = "credentials", .detail = detail, .wait = 15 * kMinute};
    if (response.reach == fetch::Reach::not_sent)
      return {.state = State::retry, .reason = "unreachable", .detail = detail, .wait = kMinute};
    if (response.code < 400) return {.state = State::accepted, .detail = detail};
    // RFC 3463: 5.1.1, 5.1.2, 5.1.10 name an address that does not exist.
    const auto says = [&](std::string_view status) { return response.words.find(status) == 4; };
    if (says("5.1.1 ") || says("5.1.2 ") || says("5.1.10 "))
      return {.state = State::gone, .reason = "bad_address", .detail = detail};
    if (says("4.2.2 ") || response.code == 452)
      return {.state = State::retry, .reason = "mailbox_full", .detail = detail, .wait = kHour};
    if (says("5.2.2 ") || response.code == 552)
      return {.state = State::refused, .reason = "mailbox_full", .detail = detail};
    // Greylisting asks for some minutes of patience.
    if (response.code < 500)
      return {.state = State::retry, .reason = "provider_down", .detail = detail, .wait = 5 * kMinute};
    return {.state = State::refused, .reason = "rejected", .detail = detail};
  }

  Env env_;
  Fields fields_;
};

}  // namespace

std::string mail_text(const Fields& fields, const Message& message, Millis now) {
  const auto& from = fields["from"];
  const auto at = from.find('@');
  const std::string domain = at == std::string::npos ? "thon.invalid" : from.substr(at + 1);
  Message body = message;
  body.title.clear();
  const std::string sender = fields["sender"].empty() ? "" : header_text(fields["sender"]) + "\r\n ";
  return "Date: " + mail_date(now) + "\r\nFrom: " + sender + "<" + from + ">\r\nTo: <" + message.address +
         ">\r\nSubject: " + header_text(message.title) + "\r\nMessage-ID: <" +
         hex(sha256(message.key)).substr(0, 32) + "@" + domain +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(whole_text(body));
}

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64 || text.find('@') != at) return false;
  const auto domain = text.substr(at + 1);
  if (domain.empty() || domain.front() == '.' || domain.back() == '.' || domain.find("..") != std::string_view::npos)
    return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '\\' || c == 0x7f ||
        c == ',' || c == ';' || c == ':' || c == '(' || c == ')')
      return false;
  return true;
}

std::unique_ptr<Channel> make_email(Env env, Fields fields) {
  return std::make_unique<Email>(std::move(env), std::move(fields));
}

}  // namespace thon::channels
