#include "arguments.hpp"

#include <array>
#include <cstdlib>

namespace cli {

namespace {

option const& find_option(std::string_view name, std::span<option const> known) {
    for (auto const& o : known)
        if (o.name == name) return o;
    for (auto const& o : common_options())
        if (o.name == name) return o;
    throw bad_usage("unknown option '" + std::string(name) + "'");
}

/// Whether `value` is one of "text|csv|json"; a name in capitals stands for anything.
bool is_choice(std::string_view choices, std::string_view value) {
    if (choices.find('|') == std::string_view::npos) return true;
    while (true) {
        auto const bar = choices.find('|');
        if (choices.substr(0, bar) == value) return true;
        if (bar == std::string_view::npos) return false;
        choices.remove_prefix(bar + 1);
    }
}

} // namespace

std::span<option const> common_options() {
    static constexpr std::array<option, 3> options = {{
        {"--format",
         "text|csv|json",
         {"dạng kết quả (mặc định: text)", "form of the answer (default: text)"}},
        {"--lang",
         "vi|en",
         {"ngôn ngữ (mặc định: theo môi trường)", "language (default: the environment's)"}},
        {"--help", "", {"cách dùng", "how to use the command"}},
    }};
    return options;
}

arguments::arguments(std::span<std::string const> words, std::span<option const> known) {
    bool options_end = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view const word = words[i];
        if (options_end || !word.starts_with('-') || word == "-") {
            operands_.emplace_back(word);
            continue;
        }
        if (word == "--") {
            options_end = true;
            continue;
        }
        auto const equals = word.find('=');
        auto const& found = find_option(word == "-h" ? "--help" : word.substr(0, equals), known);
        std::string const name(found.name);
        if (found.value.empty()) {
            if (equals != std::string_view::npos) throw bad_usage(name + " takes no value");
            options_.emplace_back(name, "");
            continue;
        }
        std::string value;
        if (equals != std::string_view::npos)
            value = word.substr(equals + 1);
        else if (i + 1 < words.size())
            value = words[++i];
        else
            throw bad_usage(name + " needs a value: " + std::string(found.value));
        if (!is_choice(found.value, value))
            throw bad_usage(name + ": '" + value + "' is none of " + std::string(found.value));
        options_.emplace_back(name, std::move(value));
    }
}

std::optional<std::string> arguments::value(std::string_view name) const {
    // The last one counts, so that an alias of the shell can be overridden.
    for (auto i = options_.size(); i-- > 0;)
        if (options_[i].first == name) return options_[i].second;
    return {};
}

std::vector<std::string> arguments::values(std::string_view name) const {
    std::vector<std::string> all;
    for (auto const& [option_name, value] : options_)
        if (option_name == name) all.push_back(value);
    return all;
}

output_form arguments::form() const {
    auto const asked = value("--format");
    if (asked == "csv") return output_form::csv;
    if (asked == "json") return output_form::json;
    return output_form::text;
}

partyorg::language arguments::lang() const {
    auto const asked = value("--lang");
    if (!asked) return environment_language();
    return asked == "vi" ? partyorg::language::vi : partyorg::language::en;
}

partyorg::language environment_language() {
    for (auto const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        auto const* const value = std::getenv(name);
        if (!value || !*value) continue;
        return std::string_view(value).starts_with("vi") ? partyorg::language::vi
                                                         : partyorg::language::en;
    }
    return partyorg::language::en;
}

} // namespace cli
