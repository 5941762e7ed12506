#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "reach/ledger/ledger.hpp"

namespace thon::reach {

/// The receipts of all writes of one group commit: written as one segment for each announcement, grade,
/// channel and hour, however many devices sent them.
class ReceiptGroup final : public GroupWork {
 public:
  /// `covered` is told, after the commit, each announcement whose evidence has grown.
  using Covered = std::function<void(const Book&)>;
  ReceiptGroup(Ledger& ledger, const Covered& covered) : ledger_(ledger), covered_(covered) {}

  /// The group's own look at a book that is not in memory yet, read once for all of its writes.
  std::shared_ptr<Book> book(Tx& tx, std::string_view announcement_id);
  void add(const std::shared_ptr<Book>& book, const Mark& mark, std::uint32_t ordinal);

  void flush(Tx& tx) override;
  void committed() override;

 private:
  struct Pile {
    std::shared_ptr<Book> book;
    Bitmap households;
  };
  Ledger& ledger_;
  const Covered& covered_;
  std::map<std::pair<const Book*, Mark>, Pile> piles_;
  std::map<std::string, std::shared_ptr<Book>, std::less<>> read_;
};

}  // namespace thon::reach
