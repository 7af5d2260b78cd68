// Objects inside of a document: a workbook in a letter, a drawing on a slide.
#pragma once

#include <string>

#include "extractors/parts/parts.hpp"

namespace assay {

// What several documents of one sort have in common: how many they are, and which is the first.
struct CountedNames {
  int count = 0;
  std::string first;

  void add(const std::string& name) {
    if (count++ == 0) first = name;
  }
};

class ObjectReader {
 public:
  // Both must outlive it.
  ObjectReader(PartReader& parts, Document& document) : parts_(parts), document_(document) {}

  // Reads an object as a child of the document, under a heading with its name; one whose program nobody knows is named
  // and counted. What only hidden parts of the document show is hidden. False where a limit leaves no room for more.
  bool add(const std::string& name, ByteView bytes, bool hidden);
  // To be called at the end: tells what was not read, and of `missing` ones.
  void finish(const CountedNames& missing);

 private:
  PartReader& parts_;
  Document& document_;
  CountedNames foreign_;
};

}  // namespace assay
