#include "input.hpp"

#include <partyorg/io/csv.hpp>
#include <partyorg/io/plan_document.hpp>
#include <partyorg/io/snapshot.hpp>
#include <partyorg/io/text_file.hpp>
#include <partyorg/rollup/helper_thread.hpp>

#include <chrono>
#include <cstdio>
#include <optional>
#include <unistd.h>
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

/// Texts from which a person at a terminal would wonder, and a second thread is worth its start.
constexpr std::size_t large_text = std::size_t{16} << 20;

/// "units.csv: 42 %" in the last line of the terminal, while it lasts.
class progress_line : public po::io::load_watcher {
public:
    explicit progress_line(std::string file) : file_(std::move(file)) {}
    progress_line(progress_line const&) = delete;
    progress_line& operator=(progress_line const&) = delete;
    ~progress_line() override {
        if (shown_) std::fputs("\r\033[K", stderr);
    }
    po::io::load_answer progressed(po::io::load_progress const& now) override {
        using namespace std::chrono_literals;
        auto const time = std::chrono::steady_clock::now();
        if (time - last_ < 100ms) return po::io::load_answer::go_on;
        last_ = time;
        shown_ = true;
        // Rows are some two thirds of the work.
        auto const rows = now.total == 0 ? 0 : 65 * now.done / now.total;
        auto const percent = now.stage == po::io::load_stage::rows    ? rows
                             : now.stage == po::io::load_stage::order ? 65u
                                                                      : 90u;
        std::fprintf(stderr, "\r%s: %u %%\033[K", file_.c_str(), static_cast<unsigned>(percent));
        return po::io::load_answer::go_on;
    }

private:
    std::string file_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    bool shown_ = false;
};

po::result<po::organisation> read_table(po::io::named_text const& text,
                                        po::io::unit_table_options options) {
    std::optional<po::helper_thread> helper;
    std::optional<progress_line> line;
    if (text.text.size() >= large_text) {
        options.helper = &helper.emplace();
        if (::isatty(STDERR_FILENO)) options.watcher = &line.emplace(text.name);
    }
    return po::io::parse_unit_table(text, options);
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

po::result<po::plan> read_file(std::string const& path, po::io::unit_table_options const& options) {
    if (path != "-" && po::io::looks_like_snapshot(path))
        return as_plan(po::io::open_snapshot(path));
    auto const text = read_text(path);
    if (!text) return text.problems();
    if (po::io::looks_like_unit_table(text->text)) return as_plan(read_table(*text, options));
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
