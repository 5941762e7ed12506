#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/embedded.hpp"
#include "platform/http/message.hpp"

namespace thon::http {

/// The web app inside the binary. Everything an answer needs is worked out once; serving copies no file.
class StaticFiles {
 public:
  /// A file "x.br" or "x.gz" beside "x" is x in that coding.
  explicit StaticFiles(const std::vector<EmbeddedFile>& files);

  /// GET and HEAD. Paths that are no file answer index.html: the app in the browser knows its own pages.
  Response serve(const Request& request) const;
  bool empty() const { return pages_.empty(); }

 private:
  struct Variant {
    std::string_view bytes;
    std::string etag;
  };
  struct Page {
    Variant plain, gzip, brotli;
    std::string_view mime;
    bool is_part;
  };
  const Page* find(const std::string& path) const;
  std::map<std::string, Page, std::less<>> pages_;
};

}  // namespace thon::http
