#include "pipeline/store/json.hpp"
#include "pipeline/store/store_impl.hpp"

namespace assay {

using SQLite::Statement;

std::vector<Finding> Store::findings(std::int64_t document) const {
  return impl_->guarded([&] {
    Statement& query = impl_->query(
        "SELECT rule, dimension, severity, message, evidence, advice, place_json FROM findings WHERE document_id = ? "
        "ORDER BY id",  // in the order of the assessment: worst first
        document);
    std::vector<Finding> list;
    while (query.executeStep()) {
      Finding& finding = list.emplace_back();
      finding.rule = query.getColumn(0).getString();
      finding.dimension = dimension_from(query.getColumn(1).getString()).value_or(Dimension::format);
      finding.severity = severity_from(query.getColumn(2).getString()).value_or(Severity::warning);
      finding.message = query.getColumn(3).getString();
      finding.evidence = query.getColumn(4).getString();
      finding.advice = query.getColumn(5).getString();
      finding.place = from_column<Place>(query.getColumn(6).getString());
    }
    return list;
  });
}

Score Store::score(std::int64_t document) const {
  return impl_->guarded([&] {
    Statement& query =
        impl_->query("SELECT value, assessed, components, worst, cap, fit FROM scores WHERE document_id = ?", document);
    Score score;
    if (!query.executeStep()) return score;
    score.value = number_or_none(query.getColumn(0));
    score.assessed = query.getColumn(1).getDouble();
    score.components = from_column<std::vector<Component>>(query.getColumn(2).getString());
    score.worst = severity_from(text_of(query.getColumn(3)));
    score.cap = query.getColumn(4).getDouble();
    score.fit = query.getColumn(5).getInt() != 0;
    return score;
  });
}

std::vector<RuleOutcome> Store::outcomes(std::int64_t document) const {
  return impl_->guarded([&] {
    Statement& query =
        impl_->query("SELECT rule, outcome, note FROM outcomes WHERE document_id = ? ORDER BY number", document);
    std::vector<RuleOutcome> list;
    while (query.executeStep())
      list.push_back({query.getColumn(0).getString(),
                      outcome_from(query.getColumn(1).getString()).value_or(Outcome::rule_error),
                      query.getColumn(2).getString()});
    return list;
  });
}

void Store::chunks(std::int64_t document, const std::function<void(int number, const Chunk&)>& use) const {
  impl_->guarded([&] {
    Statement query(*impl_->database,  // its own: `use` may ask the store
                    "SELECT k.number, k.kind, k.text, k.heading_path, k.first_page, k.last_page, k.table_number, "
                    "k.first_row, k.last_row FROM chunks k JOIN current_documents d ON d.extraction_id = "
                    "k.extraction_id WHERE d.document_id = ? ORDER BY k.number");
    query.bind(1, document);
    while (query.executeStep()) {
      Chunk chunk;
      chunk.kind = query.getColumn(1).getString() == "table" ? ChunkKind::table : ChunkKind::text;
      chunk.text = query.getColumn(2).getString();
      chunk.heading_path = from_column<std::vector<std::string>>(query.getColumn(3).getString());
      chunk.first_page = int_or_none(query.getColumn(4));
      chunk.last_page = int_or_none(query.getColumn(5));
      chunk.table = int_or_none(query.getColumn(6));
      chunk.first_row = int_or_none(query.getColumn(7));
      chunk.last_row = int_or_none(query.getColumn(8));
      use(query.getColumn(0).getInt(), chunk);
    }
  });
}

}  // namespace assay
