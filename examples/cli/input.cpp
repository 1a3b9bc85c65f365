#include "input.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/io/text_file.hpp>

#include <cstdio>
#include <utility>

namespace cli {

namespace po = partyorg;

namespace {

/// Standard input to its end, but not beyond what a reader takes.
po::result<po::io::named_text> read_standard_input() {
    po::io::text_limits const limits;
    std::string text;
    char block[1 << 16];
    for (;;) {
        auto const got = std::fread(block, 1, sizeof block, stdin);
        text.append(block, got);
        if (got < sizeof block || text.size() > limits.bytes) break;
    }
    po::problems found;
    if (std::ferror(stdin)) {
        found.error(po::defect::read_failed, {"-", 0, 0}, "standard input cannot be read");
        return found;
    }
    if (text.size() > limits.bytes) {
        found.error(po::defect::file_too_large, {"-", 0, 0},
                    "is larger than " + std::to_string(limits.bytes) + " bytes");
        return found;
    }
    return po::io::check_text(std::move(text), "-", limits);
}

po::result<po::plan> as_plan(po::result<po::organisation> read) {
    if (!read) return read.problems();
    auto notes = read.problems();
    return {po::plan(std::move(*read)), std::move(notes)};
}

} // namespace

po::result<po::io::named_text> read_text(std::string const& path) {
    return path == "-" ? read_standard_input() : po::io::load_text(path);
}

po::result<po::plan> read_file(std::string const& path) {
    auto const text = read_text(path);
    if (!text) return text.problems();
    if (po::io::looks_like_unit_table(text->text)) return as_plan(po::io::parse_unit_table(*text));
    return po::io::parse_plan(*text);
}

namespace detail {

void require_files(arguments const& given) {
    if (given.operands().empty()) throw bad_usage("no file given");
}

void print_separator(arguments const& given, console& out, std::string const& path, bool is_first) {
    if (given.operands().size() < 2) return;
    if (!is_first) out.print("\n");
    if (given.form() == output_form::text) out.print(path + ":\n\n");
}

} // namespace detail

} // namespace cli
