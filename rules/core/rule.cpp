#include "rules/core/rule.hpp"

#include "extractors/core/names.hpp"

namespace assay {
namespace {

constexpr NameTable<Dimension, 6> dimensions{{
    {Dimension::completeness, "completeness"},
    {Dimension::format, "format"},
    {Dimension::freshness, "freshness"},
    {Dimension::consistency, "consistency"},
    {Dimension::uniqueness, "uniqueness"},
    {Dimension::readability, "readability"},
}};

constexpr NameTable<ExtractionStatus, 4> statuses{{
    {ExtractionStatus::ok, "ok"},
    {ExtractionStatus::partial, "partial"},
    {ExtractionStatus::failed, "failed"},
    {ExtractionStatus::skipped, "skipped"},
}};

}  // namespace

std::string_view to_string(Dimension value) { return name_of(dimensions, value); }
std::string_view to_string(ExtractionStatus value) { return name_of(statuses, value); }

const Measure* Facts::find(std::string_view name) const {
    for (const Measure& measure : measures)
        if (measure.scope == Scope::document && measure.name == name) return &measure;
    return nullptr;
}

std::vector<const Measure*> Facts::all(std::string_view name) const {
    std::vector<const Measure*> found;
    for (const Measure& measure : measures)
        if (measure.name == name) found.push_back(&measure);
    return found;
}

}  // namespace assay
