#include "platform/http/static.hpp"

#include <sodium.h>

#include <array>
#include <utility>

#include "platform/http/answer.hpp"
#include "platform/http/reader.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

namespace {

std::string_view mime_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"},
      {".wasm", "application/wasm"},
      {".pdf", "application/pdf"},
  }};
  for (const auto& [ending, type] : kTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

/// Names under assets/ carry a hash of their content, so a copy of one is good for ever.
std::string_view cache_of(bool is_part) {
  return is_part ? "public, max-age=31536000, immutable" : "no-cache";
}

std::string etag_of(std::string_view bytes) {
  std::array<unsigned char, 16> hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return '"' + hex + '"';
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

StaticFiles::StaticFiles(const std::vector<EmbeddedFile>& files) {
  std::map<std::string_view, std::string_view> all;
  for (const EmbeddedFile& file : files) all.emplace(file.name, file.bytes());
  for (const auto& [name, bytes] : all) {
    const bool coded = name.ends_with(".br") || name.ends_with(".gz");
    if (coded && all.contains(name.substr(0, name.size() - 3))) continue;
    Page page{
        .plain = {bytes, etag_of(bytes)}, .mime = mime_of(name), .is_part = name.starts_with("assets/")};
    const std::string base(name);
    if (const auto found = all.find(base + ".br"); found != all.end())
      page.brotli = {found->second, etag_of(found->second)};
    if (const auto found = all.find(base + ".gz"); found != all.end())
      page.gzip = {found->second, etag_of(found->second)};
    pages_.emplace("/" + base, std::move(page));
  }
}

const StaticFiles::Page* StaticFiles::find(const std::string& path) const {
  auto found = pages_.find(path);
  // A missing asset is missing: answering it with a page would only hide the fault.
  if (found == pages_.end() && !path.starts_with("/assets/")) found = pages_.find("/index.html");
  return found == pages_.end() ? nullptr : &found->second;
}

Response StaticFiles::serve(const Request& request) const {
  const std::string_view language = preferred_language(request.header("accept-language"));
  if (request.method != Method::get && request.method != Method::head) {
    Response response = refusal(405, language);
    response.set("Allow", "GET, HEAD");
    return response;
  }
  const Page* page = find(request.path);
  if (page == nullptr) return refusal(404, language);

  const std::string_view accepts = request.header("accept-encoding");
  const Variant* variant = &page->plain;
  std::string_view coding;
  if (!page->brotli.bytes.empty() && accepts_coding(accepts, "br")) {
    variant = &page->brotli;
    coding = "br";
  } else if (!page->gzip.bytes.empty() && accepts_coding(accepts, "gzip")) {
    variant = &page->gzip;
    coding = "gzip";
  }

  Response response;
  response.set("ETag", variant->etag);
  response.set("Cache-Control", std::string(cache_of(page->is_part)));
  response.is_part = page->is_part;
  if (!page->brotli.bytes.empty() || !page->gzip.bytes.empty()) response.set("Vary", "Accept-Encoding");
  if (matches(request.header("if-none-match"), variant->etag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", std::string(page->mime));
  if (!coding.empty()) response.set("Content-Encoding", std::string(coding));
  response.static_body = variant->bytes;
  return response;
}

}  // namespace thon::http
