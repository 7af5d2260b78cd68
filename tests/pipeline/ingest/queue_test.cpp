#include "pipeline/ingest/queue.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>

#include "pipeline/ingest/discover.hpp"

using namespace assay;
using std::chrono::milliseconds;

TEST_CASE("a queue lets nobody in beyond its items and bytes, and loses nothing") {
  BoundedQueue<int> queue(3, 100);
  CHECK(queue.push(1, 90));
  std::atomic<bool> in = false;
  std::jthread heavy([&] {
    queue.push(2, 20);
    in = true;
  });
  std::this_thread::sleep_for(milliseconds(30));
  CHECK_FALSE(in);
  CHECK(queue.pop() == 1);
  heavy.join();
  CHECK(in);
  CHECK(queue.push(3));
  CHECK(queue.push(4));
  std::jthread fourth([&] { queue.push(5); });
  CHECK(queue.pop() == 2);
  CHECK(queue.pop() == 3);
  CHECK(queue.pop() == 4);
  CHECK(queue.pop() == 5);
}

TEST_CASE("an item larger than all bytes passes alone") {
  BoundedQueue<int> queue(3, 100);
  CHECK(queue.push(1, 1000));
  CHECK(queue.pop() == 1);
}

TEST_CASE("a closed queue gives what is in it, an aborted one nothing, and neither takes more") {
  BoundedQueue<int> closed(10, 100);
  closed.push(1);
  closed.close();
  CHECK_FALSE(closed.push(2));
  CHECK_FALSE(closed.ended());
  CHECK(closed.pop() == 1);
  CHECK_FALSE(closed.pop().has_value());
  CHECK(closed.ended());
  BoundedQueue<int> aborted(1, 100);
  aborted.push(1);
  std::jthread waiting([&] { CHECK_FALSE(aborted.push(2)); });
  std::this_thread::sleep_for(milliseconds(10));
  aborted.abort();
  CHECK_FALSE(aborted.pop(milliseconds(1)).has_value());
}

TEST_CASE("any file name has a valid name in the store, different ones different names") {
  CHECK(utf8_name("Größe.txt") == "Größe.txt");
  CHECK(utf8_name("a\xff.txt") ==
        "a\xEF\xBF\xBD"
        "ff.txt");
  CHECK(utf8_name("a\xfe.txt") != utf8_name("a\xff.txt"));
  CHECK(utf8_name("\xe2\x82") ==
        "\xEF\xBF\xBD"
        "e2\xEF\xBF\xBD"
        "82");
}
