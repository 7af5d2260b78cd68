#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "extractors/core/document_json.hpp"
#include "pipeline/core/run_error.hpp"
#include "pipeline/worker/read_many.hpp"
#include "tools/assay/command.hpp"

namespace assay {
namespace fs = std::filesystem;
namespace {

struct Arguments {
  std::vector<std::string> files;
  fs::path out;
  std::string format = "json";
  std::string revisions = "accepted";
  bool hidden = false;
  bool words = false;
};

void render(const Document& document, const Arguments& arguments, const JsonSink& sink) {
  const Shown shown = arguments.hidden ? Shown::all : Shown::visible;
  if (arguments.format == "markdown")
    sink(to_markdown(document, shown));
  else if (arguments.format == "text")
    sink(plain_text(document, shown));
  else
    write_json(document, sink, {shown, arguments.words});
  sink("\n");
}

std::string suffix_of(const std::string& format) {
  if (format == "markdown") return ".md";
  return format == "text" ? ".txt" : ".json";
}

// The deepest folder that holds every file.
fs::path common_folder(const std::vector<fs::path>& files) {
  fs::path common = fs::absolute(files.front()).lexically_normal().parent_path();
  for (const fs::path& file : files) {
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    while (true) {
      const fs::path relative = folder.lexically_relative(common);
      if (relative.empty() || *relative.begin() != "..") break;
      common = common.parent_path();
    }
  }
  return common;
}

void write_file(const fs::path& target, const Document& document, const Arguments& arguments) {
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  std::ofstream stream(target, std::ios::binary);
  render(document, arguments, [&stream](std::string_view piece) { stream << piece; });
  stream.close();
  if (!stream) {
    throw RunError(ExitCode::impossible,
                   fmt::format("Cannot write '{}'. Is the folder writable and the disk not full?", target.string()));
  }
}

void extract_to_folder(WorkerPool& pool, const std::vector<fs::path>& files, const Arguments& arguments) {
  const fs::path base = common_folder(files);
  read_many(pool, files, Delivery::as_they_come, [&](std::size_t index, ReadOutcome&& outcome) {
    const fs::path relative = fs::absolute(files[index]).lexically_normal().lexically_relative(base);
    const fs::path target = arguments.out / (relative.string() + suffix_of(arguments.format));
    write_file(target, document_of(std::move(outcome), files[index]), arguments);
  });
}

void extract_to_output(WorkerPool& pool, const std::vector<fs::path>& files, const Arguments& arguments) {
  read_many(pool, files, Delivery::in_order, [&](std::size_t index, ReadOutcome&& outcome) {
    render(document_of(std::move(outcome), files[index]), arguments, print_out);
  });
}

// No rule looks at what is read here: cells stay packed, a tenth of what judging them takes, so that a sheet of a
// million rows is read whole. As many cells as the JSON writes.
Policy for_reading_alone() {
  Policy policy = default_policy();
  policy.limits.cells = 16'000'000;
  policy.limits.text_bytes = std::uint64_t{256} << 20;
  policy.work.result_bytes = std::uint64_t{2} << 30;
  return policy;
}

void run_extract(const Arguments& arguments, const Common& common) {
  const std::vector<fs::path> files = existing_files(arguments.files);
  PoolOptions options = common.pool_options(common.effective_policy(for_reading_alone()));
  if (arguments.revisions == "rejected") options.extract.revisions = RevisionView::rejected;
  if (arguments.revisions == "all") options.extract.revisions = RevisionView::all;
  WorkerPool pool(options);
  if (arguments.out.empty()) {
    extract_to_output(pool, files, arguments);
  } else {
    extract_to_folder(pool, files, arguments);
  }
}

}  // namespace

void add_extract(CLI::App& app, Common& common) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("extract", "What was read from each file; nothing is stored");
  command->add_option("FILE", arguments->files, "Files to read")->required();
  command->add_option("--format", arguments->format, "json, markdown or text")
      ->check(CLI::IsMember({"json", "markdown", "text"}))
      ->capture_default_str();
  command->add_option("--out", arguments->out, "One output file per input, in this folder; else standard output");
  command->add_option("--revisions", arguments->revisions, "How tracked changes are read: accepted, rejected or all")
      ->check(CLI::IsMember({"accepted", "rejected", "all"}))
      ->capture_default_str();
  command->add_flag("--hidden", arguments->hidden, "What the file hides (rows, columns, sheets, text) is text too");
  command->add_flag("--words", arguments->words, "The JSON has each word of OCR with its place and confidence");
  command->callback([arguments, &common] { run_extract(*arguments, common); });
}

}  // namespace assay
