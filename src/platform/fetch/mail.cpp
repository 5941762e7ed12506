#include <charconv>

#include "platform/fetch/handle.hpp"

namespace thon::fetch {
namespace {

struct Replies {
  const Outgoing& out;
  int code = 0;
  std::string words;
  bool after_end = false;  ///< the last reply came after the mail had left whole

  static std::size_t line(char* from, std::size_t size, std::size_t count, void* self) {
    auto& replies = *static_cast<Replies*>(self);
    std::string_view text(from, size * count);
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
    int code = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), code);
    const bool farewell = code == 221;  // answers QUIT, whatever came before
    if (fault == std::errc{} && end == text.data() + 3 && !farewell) {
      replies.code = code;
      replies.words = text.substr(0, 300);
      replies.after_end = replies.out.ended;
    }
    return size * count;
  }
};

Reach reach_of(CURLcode code, const Outgoing& out, const Replies& replies) {
  if (code == CURLE_OK) return Reach::answered;
  if (!out.ended) return replies.code >= 400 ? Reach::answered : Reach::not_sent;
  // After the last line only a reply tells whether the mail was taken.
  return replies.after_end && replies.code >= 400 ? Reach::answered : Reach::uncertain;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

MailResponse send_mail(const Options& options, const Mail& mail) {
  CURL* curl = curl_easy_init();
  Outgoing out(mail.data);
  Replies replies{.out = out};
  char words[CURL_ERROR_SIZE] = {};
  curl_slist* to = curl_slist_append(nullptr, ("<" + mail.to + ">").c_str());

  set_common(curl, options, mail.timeout, mail.timeout / 3);
  // Also how long a server may take over our farewell, which the time limit above does not cover.
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(mail.timeout * 2 / 3 / kSecond));
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_URL, mail.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL, mail.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE);
  if (!mail.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, mail.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, mail.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + mail.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, Outgoing::read);
  curl_easy_setopt(curl, CURLOPT_READDATA, &out);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, Replies::line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &replies);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);

  const CURLcode code = curl_easy_perform(curl);
  MailResponse response;
  response.reach = reach_of(code, out, replies);
  response.code = replies.code;
  response.words = std::move(replies.words);
  response.login_refused = code == CURLE_LOGIN_DENIED;
  if (code != CURLE_OK) response.error = words_of(code, words);
  curl_slist_free_all(to);
  curl_easy_cleanup(curl);
  return response;
}

}  // namespace thon::fetch
