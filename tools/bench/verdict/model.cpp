#include "tools/bench/verdict/model.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "pipeline/profile/parts.hpp"

namespace assay::bench {
namespace {

struct Kind {
  std::string_view media_type, origin, language, tables;
  double fit, label;  // chances
};

constexpr std::array<Kind, kind_count> kinds{{
    {"PDF", "born digital", "en", "no", 0.97, 0.95},
    {"Word (docx)", "born digital", "en", "yes", 0.95, 0.92},
    {"PDF", "scan", "en", "no", 0.62, 0.70},
    {"PDF", "scan", "de", "yes", 0.45, 0.55},
    {"Excel (xlsx)", "sheet", "unknown", "yes", 0.85, 0.80},
    {"CSV", "delimited", "unknown", "yes", 0.90, 0.88},
    {"image", "photo", "en", "no", 0.30, 0.40},
    {"e-mail", "born digital", "de", "no", 0.93, 0.90},
}};

bool chance(double p, Random& random) {
  return std::bernoulli_distribution(p)(random);
}

}  // namespace

const std::vector<double>& corpus_weights() {
  static const std::vector<double> weights{0.28, 0.15, 0.18, 0.08, 0.12, 0.08, 0.04, 0.07};
  return weights;
}

const std::vector<double>& picked_weights() {
  static const std::vector<double> weights{0.46, 0.21, 0.09, 0.04, 0.10, 0.05, 0.01, 0.04};
  return weights;
}

Model::Model() {
  Random random(11);  // the shapes are part of the model: the same in every run
  std::uniform_real_distribution<> unit(0, 1);
  for (const MeasureInfo& info : known_catalogue().measures) {
    if (!info.in_profile) continue;
    Shape shape;
    shape.name = info.name;
    shape.family = info.unit == "share" ? 's' : info.unit == "days" ? 'd' : info.unit == "cer" ? 'e' : 'c';
    shape.none = shape.family == 'd' || shape.family == 'e' ? 0 : std::array{0.0, 0.5, 0.9, 0.97}[random() % 4];
    shape.spread = 0.3 + unit(random);
    shape.applies = std::array{1.0, 1.0, 1.0, 0.4}[random() % 4];
    for (std::size_t k = 0; k < kind_count; ++k) shape.shift.push_back(1.5 * (unit(random) - 0.5));
    shapes_.push_back(std::move(shape));
  }
}

BenchDocument Model::document(const std::vector<double>& weights, Random& random) const {
  BenchDocument document;
  document.kind = std::discrete_distribution<std::size_t>(weights.begin(), weights.end())(random);
  const Kind& kind = kinds[document.kind];
  document.path = "document";
  document.sha256 = fmt::format("{:016x}", random());
  document.fit = chance(kind.fit, random);
  document.label = chance(kind.label, random) ? 1 : 0;
  document.score = *document.fit ? 100 - 10 * std::uniform_real_distribution<>(0, 1)(random) : 60;
  document.characters = std::exp(std::normal_distribution<>(7, 1.5)(random));
  document.categories = {{"language", std::string(kind.language)},
                         {"media_type", std::string(kind.media_type)},
                         {"origin", std::string(kind.origin)},
                         {"tables", std::string(kind.tables)},
                         {"tracked_changes", chance(0.03, random) ? "yes" : "no"}};
  for (const Shape& shape : shapes_) {
    const double z = shape.shift[document.kind] + shape.spread * std::normal_distribution<>()(random);
    double value = 0;
    if (shape.family == 'd')
      value = std::round(800 + 300 * z);
    else if (!chance(shape.none, random))
      value = shape.family == 's'   ? 1 / (1 + std::exp(2 - z))
              : shape.family == 'e' ? std::min(1.0, 0.01 * std::exp(z))
                                    : std::round(3 * std::exp(z));
    document.measures.push_back({shape.name, value, chance(shape.applies, random)});
  }
  if (!*document.fit) document.findings.push_back({"readability.reading_errors", "readability", Severity::error});
  return document;
}

Documents Model::documents(std::size_t count, const std::vector<double>& weights, Random& random) const {
  Documents result;
  result.reserve(count);
  while (result.size() < count) result.push_back(document(weights, random));
  return result;
}

}  // namespace assay::bench
