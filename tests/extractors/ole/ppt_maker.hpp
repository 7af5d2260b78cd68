// Presentations of PowerPoint 97 made for tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/extractors/ole/biff_maker.hpp"

namespace assay::test::ppt {

inline std::string atom(unsigned type, const std::string& data, unsigned instance = 0) {
  return le16(instance << 4) + le16(type) + le32(static_cast<std::uint32_t>(data.size())) + data;
}
inline std::string container(unsigned type, const std::string& data, unsigned instance = 0) {
  return le16(instance << 4 | 15) + le16(type) + le32(static_cast<std::uint32_t>(data.size())) + data;
}
inline std::string text(unsigned kind, const std::string& words) {
  return atom(3999, le32(kind)) + atom(4008, words);
}
inline std::string shape(const std::string& content) {
  return container(0xF004, content);
}
inline std::string box(const std::string& content) {
  return container(0xF00D, content);
}
// `master`: the id of the one whose shapes it shows; 0: none.
inline std::string slide(const std::string& shapes, unsigned notes = 0, bool hidden = false, unsigned master = 0) {
  return container(1006, atom(1007, std::string(12, '\0') + le32(master) + le32(notes) + le32(master == 0 ? 0 : 1)) +
                             atom(1017, std::string(10, '\0') + le16(hidden ? 4 : 0) + std::string(4, '\0')) +
                             container(1036, container(0xF002, container(0xF003, shapes))));
}

// Parts are numbered from 1: the document, then the others.
inline std::string make_ppt(const std::string& lists, const std::vector<std::string>& others,
                            std::uint32_t token = 0xE391C05F, const std::string& old = {}) {
  std::string stream = old;
  std::string places = le32(static_cast<std::uint32_t>(others.size() + 1) << 20 | 1);
  const auto add = [&](const std::string& part) {
    places += le32(static_cast<std::uint32_t>(stream.size()));
    stream += part;
  };
  add(container(1000, atom(1001, le32(5760) + le32(4320) + std::string(32, '\0')) + lists));
  for (const std::string& part : others) add(part);
  const auto directory = static_cast<std::uint32_t>(stream.size());
  stream += atom(6002, places);
  const auto edit = static_cast<std::uint32_t>(stream.size());
  stream += atom(4085, le32(0) + le32(0) + le32(0) + le32(directory) + le32(1) + le32(9) + le32(0));
  const std::string user = atom(4086, le32(20) + le32(token) + le32(edit) + le32(0) + le32(0));
  return make_compound({{"PowerPoint Document", stream}, {"Current User", user}});
}

inline std::string entry(unsigned part, unsigned id) {
  return atom(1011, le32(part) + le32(0) + le32(0) + le32(id) + le32(0));
}

}  // namespace assay::test::ppt
