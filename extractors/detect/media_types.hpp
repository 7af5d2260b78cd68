// The kinds of files that Assay knows by name, whether it reads them or not.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace assay {

// Kinds of one family stand in for one another without a lie: a log named .csv, a picture named .jpeg that is a PNG
// (every viewer opens it; but an image is no PDF).
enum class Family { other, text, markup, image, pdf, word, sheet, slides, archive, mail };

struct MediaType {
  std::string_view name;   // media type
  std::string_view words;  // for people, with its article
  Family family;
  std::vector<std::string_view> extensions;  // the usual one first
};

std::span<const MediaType> media_types();
const MediaType* find_media_type(std::string_view name);           // null: not known
const MediaType* media_type_of_extension(std::string_view lower);  // null: not known

}  // namespace assay
