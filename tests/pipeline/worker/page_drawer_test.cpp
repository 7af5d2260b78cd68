// Pictures from workers that crash, hang and lie.
#include "pipeline/worker/page_drawer.hpp"

#include <doctest/doctest.h>

#include "pipeline/worker/snapshot.hpp"
#include "tests/support/program.hpp"

using namespace assay;

namespace {

struct Drawing {
  test::TemporaryFolder folder;
  PageDrawer drawer{options()};

  static PoolOptions options() {
    PoolOptions options;
    options.program = MISBEHAVING_WORKER;
    options.work.seconds = 1;
    return options;
  }
  std::optional<std::string> draw(const std::string& order, const CutoutPlan& plan = {}) {
    const auto file = folder / (order + ".pdf");
    test::write_file(file, order);
    return drawer.draw(file, take_snapshot(file, 1000)->sha256, plan);
  }
};

}  // namespace

TEST_CASE("a picture comes back, and whatever is none does not, and does not stop the next one") {
  Drawing drawing;
  CHECK(drawing.draw("page", {7, std::nullopt}) == "\xFF\xD8\xFF page 7");
  for (const char* order : {"crash", "script", "large", "throw", "fail", "hang"}) {
    CAPTURE(order);
    CHECK_FALSE(drawing.draw(order));
    CHECK(drawing.draw("page", {1, Box{1, 2, 3, 4}}) == "\xFF\xD8\xFF page 1 with a box");
  }
}

TEST_CASE("a file that is not what was read is not shown") {
  Drawing drawing;
  const auto file = drawing.folder / "page.pdf";
  test::write_file(file, "page");
  const std::string hash = take_snapshot(file, 1000)->sha256;
  CHECK(drawing.drawer.draw(file, hash, {}));
  test::write_file(file, "page of somebody else");
  CHECK_FALSE(drawing.drawer.draw(file, hash, {}));
  CHECK_FALSE(drawing.drawer.draw(drawing.folder / "gone.pdf", hash, {}));
}
