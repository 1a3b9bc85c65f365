/// @file
/// The program `partyorg`: finds the command, runs it, turns failures into exit codes. All work is
/// done by the library.

#include "command.hpp"
#include "plain_commands.hpp"

#include <partyorg/core/error.hpp>
#include <partyorg/version.hpp>

#include <algorithm>
#include <csignal>
#include <exception>
#include <string>
#include <vector>

namespace cli {

namespace {

namespace po = partyorg;

std::string version_text() {
    return std::to_string(PARTYORG_VERSION_MAJOR) + '.' + std::to_string(PARTYORG_VERSION_MINOR) +
           '.' + std::to_string(PARTYORG_VERSION_PATCH);
}

command const* find_command(std::string_view name) {
    for (auto const& group : all_commands())
        for (auto const& c : group)
            if (c.name == name) return &c;
    return nullptr;
}

/// Pads to `width` columns; command and option names are ASCII.
std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string program_help(po::language lang) {
    std::string text(po::label_view{
        "partyorg – đọc, cộng dồn, đối chiếu và giải thích kế hoạch của một đảng bộ\n\n"
        "Cách dùng: partyorg LỆNH FILE… [--format text|csv|json] [--lang vi|en]\n\n"
        "FILE là văn bản kế hoạch, bảng đơn vị (CSV, TSV) hoặc ảnh nhị phân; “-” là đầu vào\n"
        "chuẩn.\n\n"
        "Các lệnh:\n",
        "partyorg – reads, rolls up, reconciles and explains the plan of a party organisation\n\n"
        "Usage: partyorg COMMAND FILE… [--format text|csv|json] [--lang vi|en]\n\n"
        "FILE is a plan document, a unit table (CSV, TSV) or a snapshot; \"-\" is standard "
        "input.\n\n"
        "Commands:\n"}
                         .in(lang));
    for (auto const& group : all_commands())
        for (auto const& c : group)
            text += "  " + padded(std::string(c.name), 14) + std::string(c.summary.in(lang)) + '\n';
    for (auto const& c : plain_commands())
        text += "  " + padded(std::string(c.name), 14) + std::string(c.summary.in(lang)) + '\n';
    text +=
        po::label_view{
            "\n“partyorg LỆNH --help” nói rõ hơn về từng lệnh; “partyorg --version” in phiên bản.\n"
            "Mã thoát: 0 tốt, 1 có số liệu không khớp, 2 sai cách dùng hoặc không đọc được.\n",
            "\n\"partyorg COMMAND --help\" tells more about a command; \"partyorg --version\" the "
            "version.\n"
            "Exit code: 0 fine, 1 figures do not agree, 2 bad usage or unreadable input.\n"}
            .in(lang);
    return text;
}

std::string command_help(command const& c, po::language lang) {
    std::string text(po::label_view{"Cách dùng: partyorg ", "Usage: partyorg "}.in(lang));
    text += std::string(c.name) + ' ' + std::string(c.operands);
    text += c.operands.empty() ? "[" : " [";
    text += po::label_view{"tùy chọn", "options"}.in(lang);
    text += "]\n\n" + std::string(c.summary.in(lang)) + '\n';
    if (!c.details.en.empty()) text += '\n' + std::string(c.details.in(lang)) + '\n';
    text += po::label_view{"\nTùy chọn:\n", "\nOptions:\n"}.in(lang);
    auto const list = [&](std::span<option const> options) {
        for (auto const& o : options) {
            auto const shown = std::string(o.name) + ' ' + std::string(o.value);
            // What is too long for its column stands on a line of its own.
            text += "  " + padded(shown, 24);
            if (shown.size() >= 24) text += '\n' + std::string(26, ' ');
            text += std::string(o.help.in(lang)) + '\n';
        }
    };
    list(c.options);
    // A command that knows other forms than the usual ones says so itself.
    for (auto const& common : common_options())
        if (std::none_of(c.options.begin(), c.options.end(),
                         [&](option const& own) { return own.name == common.name; }))
            list({&common, 1});
    return text;
}

exit_code dispatch(std::vector<std::string> const& words, console& out) {
    auto const wants = [&](std::string_view a, std::string_view b) {
        return !words.empty() && (words[0] == a || words[0] == b);
    };
    if (words.empty()) {
        out.complain("no command given; try 'partyorg --help'");
        return exit_code::failed;
    }
    if (wants("--version", "version")) {
        out.print("partyorg " + version_text() + '\n');
        return exit_code::fine;
    }
    auto const rest = std::span(words).subspan(1);
    if (wants("--help", "-h") || wants("help", "--lang")) {
        auto const all = words[0] == "--lang" ? std::span(words) : rest;
        out.print(program_help(arguments(all, {}).lang()));
        return exit_code::fine;
    }
    for (auto const& plain : plain_commands())
        if (plain.name == words[0]) {
            out.flush();
            if (std::find(rest.begin(), rest.end(), "--help") == rest.end())
                return static_cast<exit_code>(plain.run(rest));
            auto const lang = environment_language();
            out.print("partyorg " + words[0] + ' ' + std::string(plain.usage) + "\n\n" +
                      std::string(plain.summary.in(lang)) + '\n');
            return exit_code::fine;
        }
    auto const* const found = find_command(words[0]);
    if (!found) throw bad_usage("unknown command '" + words[0] + "'; try 'partyorg --help'");
    try {
        arguments const given(rest, found->options);
        if (given.has("--help")) {
            out.print(command_help(*found, given.lang()));
            return exit_code::fine;
        }
        return found->run(given, out);
    } catch (bad_usage const& wrong) {
        throw bad_usage(std::string(found->name) + ": " + wrong.what() + "; try 'partyorg " +
                        std::string(found->name) + " --help'");
    }
}

exit_code run(std::vector<std::string> const& words) {
    console out;
    try {
        auto const code = dispatch(words, out);
        out.flush();
        return code;
    } catch (po::error const& failed) {
        out.complain(failed.problems());
    } catch (std::bad_alloc const&) {
        out.complain("not enough memory");
    } catch (std::exception const& failed) {
        out.complain(failed.what());
    }
    return exit_code::failed;
}

} // namespace

} // namespace cli

int main(int count, char** words) {
#ifdef SIGPIPE
    // A reader that goes away is an error we report, not a reason to be killed.
    std::signal(SIGPIPE, SIG_IGN);
#endif
    return static_cast<int>(cli::run({words + (count > 0 ? 1 : 0), words + count}));
}
