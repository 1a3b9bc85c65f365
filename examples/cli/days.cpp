#include "days.hpp"

#include <partyorg/core/error.hpp>

#include <string>

namespace cli {

namespace po = partyorg;

po::date day_of(std::string_view text, std::string_view what) {
    auto const iso = po::parse_iso_date(text);
    auto const day = iso ? iso : po::parse_vietnamese_date(text);
    if (!day)
        po::detail::fail<po::invalid_input>(po::defect::not_a_date, std::string(what) + ": '" +
                                                                        std::string(text) +
                                                                        "' is not a day");
    return *day;
}

std::optional<po::date> day_option(arguments const& given, std::string_view name) {
    auto const text = given.value(name);
    if (!text) return {};
    return day_of(*text, name);
}

std::tm now(std::tm* (*convert)(std::time_t const*, std::tm*)) {
    auto const seconds = std::time(nullptr);
    std::tm parts{};
    convert(&seconds, &parts);
    return parts;
}

po::date day_of(std::tm const& parts) {
    return po::make_date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday).value();
}

} // namespace cli
