// The chain: hash n = SHA-256(hash n−1, then each field of entry n behind its length), as in a linked time stamp (Haber
// and Stornetta, 1991). Whoever changes an entry has to change all behind it.
#include "pipeline/review/chain.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <map>
#include <memory>
#include <new>

namespace assay {
namespace {

constexpr const char* columns = "number, decided, person, root, path, sha256, rule, state, until, reason, hash";

std::string sha256_hex(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  std::string out;
  for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

std::string hash_of(const AuditEntry& entry, std::string_view before) {
  std::string text(before);
  for (const std::string& field : {std::to_string(entry.number), entry.decided, entry.person, entry.root, entry.path,
                                   entry.sha256, entry.rule, entry.state, entry.until, entry.reason})
    text += fmt::format("\n{}:{}", field.size(), field);
  return sha256_hex(text);
}

AuditEntry entry_of(SQLite::Statement& row) {
  AuditEntry out;
  out.number = row.getColumn(0).getInt64();
  int index = 0;
  for (std::string* field : {&out.decided, &out.person, &out.root, &out.path, &out.sha256, &out.rule, &out.state,
                             &out.until, &out.reason, &out.hash})
    *field = row.getColumn(++index).getString();
  return out;
}

// What the decisions table says that the audit does not, or the other way round; empty: they agree.
std::string disagreement(const Store& store, const std::vector<AuditEntry>& entries) {
  std::map<std::string, std::string> last;  // by document and rule: state and time
  const auto key = [](std::string_view root, std::string_view path, std::string_view rule) {
    return fmt::format("{}\x1f{}\x1f{}", root, path, rule);
  };
  for (const AuditEntry& entry : entries)
    last[key(entry.root, entry.path, entry.rule)] =
        fmt::format("{} {} {} {}", entry.state, entry.until, entry.person, entry.decided);
  SQLite::Statement query(store.database(),
                          "SELECT d.root, d.path, x.rule, x.state, ifnull(x.until, ''), x.person, x.decided "
                          "FROM decisions x JOIN documents d ON d.id = x.document_id");
  while (query.executeStep()) {
    const std::string path = query.getColumn(1).getString();
    const auto found = last.find(key(query.getColumn(0).getString(), path, query.getColumn(2).getString()));
    const std::string said = fmt::format("{} {} {} {}", query.getColumn(3).getString(), query.getColumn(4).getString(),
                                         query.getColumn(5).getString(), query.getColumn(6).getString());
    if (found == last.end() || found->second != said)
      return fmt::format("What is decided of '{}' is not what the audit says of it.", path);
    last.erase(found);
  }
  if (last.empty()) return {};
  const std::string& missing = last.begin()->first;
  const std::size_t path = missing.find('\x1f') + 1;
  return fmt::format("What was decided of '{}' stands in the audit and is gone from the decisions.",
                     missing.substr(path, missing.find('\x1f', path) - path));
}

}  // namespace

void append_to_audit(SQLite::Database& database, AuditEntry entry) {
  std::string before;
  {
    SQLite::Statement last(database, "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    entry.number = 1;
    if (last.executeStep()) {
      entry.number = last.getColumn(0).getInt64() + 1;
      before = last.getColumn(1).getString();
    }
  }
  entry.hash = hash_of(entry, before);
  SQLite::Statement put(database,
                        fmt::format("INSERT INTO audit({}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns));
  put.bind(1, entry.number);
  int index = 1;
  for (const std::string* field : {&entry.decided, &entry.person, &entry.root, &entry.path, &entry.sha256, &entry.rule,
                                   &entry.state, &entry.until, &entry.reason, &entry.hash})
    put.bind(++index, *field);
  put.exec();
}

std::vector<AuditEntry> audit(const Store& store) {
  SQLite::Statement query(store.database(), fmt::format("SELECT {} FROM audit ORDER BY number", columns));
  std::vector<AuditEntry> out;
  while (query.executeStep()) out.push_back(entry_of(query));
  return out;
}

AuditCheck verify_audit(const Store& store) {
  AuditCheck out;
  const std::vector<AuditEntry> entries = audit(store);
  const auto wrong = [&out](std::string problem) {
    out.whole = false;
    out.problem = std::move(problem);
    return out;
  };
  for (const AuditEntry& entry : entries) {
    if (entry.number != out.entries + 1) return wrong(fmt::format("Entry {} is missing.", out.entries + 1));
    if (entry.hash != hash_of(entry, out.head))
      return wrong(fmt::format("Entry {} ({}, {}) is not what was written: it or one before it was changed.",
                               entry.number, entry.decided, entry.path));
    out.entries = entry.number;
    out.head = entry.hash;
  }
  if (const std::string problem = disagreement(store, entries); !problem.empty()) return wrong(problem);
  return out;
}

}  // namespace assay
