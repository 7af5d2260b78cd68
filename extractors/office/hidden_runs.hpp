// Rows and columns of a sheet that its file hides, whether they hold cells or not.
#pragma once

#include <map>

namespace assay::office {

struct MergedRange {
  int row0 = 0, column0 = 0, row1 = 0, column1 = 0;
};

// Rows, or columns: from 0, corners inclusive, in any order.
class HiddenRuns {
 public:
  void add(int first, int last);
  bool holds(int line) const { return !runs_.empty() && hold(line, line); }
  // Whether all of them are hidden.
  bool hold(int first, int last) const;
  void clear() { runs_.clear(); }

 private:
  std::map<int, int> runs_;  // by the first of a run, its last; between two of them stands at least one that is shown
};

struct HiddenParts {
  HiddenRuns rows, columns;

  bool hide(int row, int column) const { return rows.holds(row) || columns.holds(column); }
  // A merged cell is seen where any of its rows crosses any of its columns.
  bool hide(const MergedRange& range) const {
    return rows.hold(range.row0, range.row1) || columns.hold(range.column0, range.column1);
  }
};

}  // namespace assay::office
