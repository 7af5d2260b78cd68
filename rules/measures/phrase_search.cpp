#include "rules/measures/phrase_search.hpp"

#include "rules/measures/matches.hpp"
#include "rules/measures/text.hpp"

namespace assay {

std::vector<MeasureInfo> infos_of(const std::vector<Phrase>& phrases) {
  std::vector<MeasureInfo> out;
  for (const Phrase& phrase : phrases) out.push_back(phrase.info);
  return out;
}

PhraseMeasurer::PhraseMeasurer(std::string_view name, int version, std::vector<MeasureInfo> infos,
                               const std::vector<Phrase>& phrases)
    : name_(name), version_(version), infos_(std::move(infos)), phrases_(phrases) {
  RE2::Options options;
  options.set_max_mem(std::int64_t{64} << 20);  // of many words, folded: the default falls back to a slow search
  for (const Phrase& phrase : phrases) patterns_.push_back(std::make_unique<RE2>(phrase.pattern, options));
}

void PhraseMeasurer::measure(const MeasureInput& input, std::vector<Measure>& out) const {
  const std::string running = running_text(input.document);
  const std::string whole = text_with_frames(input.document, input.text);
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    out.push_back(count_matches(
        phrases_[i].info.name,
        [&pattern = *patterns_[i]](std::string_view searched, std::size_t from) -> std::string_view {
          re2::StringPiece found;
          if (!pattern.Match({searched.data(), searched.size()}, from, searched.size(), RE2::UNANCHORED, &found, 1))
            return {};
          return {found.data(), found.size()};
        },
        input.document, phrases_[i].outside_tables ? std::string_view(running) : std::string_view(whole)));
}

}  // namespace assay
