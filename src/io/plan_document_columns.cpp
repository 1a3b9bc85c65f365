#include "plan_document_columns.hpp"

#include "plan_document_text.hpp"

#include <partyorg/measures/membership.hpp>
#include <partyorg/measures/quota.hpp>

#include <string_view>
#include <utility>

namespace partyorg::io::detail {

namespace {

/// A part of a target that plans single out. The words are folded.
struct known_part {
    std::string_view id, en;
    std::vector<std::string_view> words; // an initializer_list would not outlive its line
};

std::vector<known_part> const& known_parts() {
    static std::vector<known_part> const parts = {
        {"residential",
         "residential areas",
         {"khu dan cu", "kdc", "thon, ban", "thon ban", "dia ban dan cu"}},
        {"women", "women", {"nu", "phu nu"}},
        {"youth", "youth", {"doan vien", "thanh nien", "tuoi tre", "doan tn", "dvtn"}},
        {"minorities", "ethnic minorities", {"dan toc", "dtts", "dan toc thieu so"}},
        {"religious", "followers of a religion", {"ton giao", "theo dao", "co dao"}},
        {"private_sector",
         "private enterprises",
         {"doanh nghiep", "dn tu nhan", "kinh te tu nhan", "ngoai nha nuoc"}},
        {"militia", "militia", {"dan quan", "dqtv", "tu ve"}},
        {"students", "pupils and students", {"hoc sinh", "sinh vien"}},
        {"part_time", "part-time local workers", {"khong chuyen trach"}},
        {"first_half",
         "first half-year",
         {"6 thang dau nam", "sau thang dau nam", "6 thang dau", "06 thang dau", "06 thang dau nam",
          "6t dau nam"}},
        {"second_half",
         "second half-year",
         {"6 thang cuoi nam", "sau thang cuoi nam", "6 thang cuoi", "06 thang cuoi",
          "06 thang cuoi nam", "6t cuoi nam"}},
        {"first_quarter", "first quarter", {"quy i", "quy 1"}},
        {"second_quarter", "second quarter", {"quy ii", "quy 2"}},
        {"third_quarter", "third quarter", {"quy iii", "quy 3"}},
        {"fourth_quarter", "fourth quarter", {"quy iv", "quy 4"}},
    };
    return parts;
}

/// Subjects that are no admission of members, whatever stage stands above them.
bool is_other_subject(std::string_view path) {
    return has_any(path, {"chuyen dang", "chuyen chinh thuc", "xoa ten", "khai tru", "ra khoi dang",
                          "cam tinh", "boi duong", "nguon", "quan chung", "chi bo", "dang bo",
                          "to chuc dang", "the dang", "huy hieu"});
}

std::string without(std::string text, std::string_view phrase) {
    for (auto at = find_word(text, phrase); at != std::string::npos; at = find_word(text, phrase))
        text.replace(at, phrase.size(), " ");
    return text;
}

/// The year in "nam 2024", or nothing.
std::optional<int> year_in(std::string_view folded) {
    for (auto at = find_word(folded, "nam"); at != std::string_view::npos;
         at = find_word(folded, "nam", at + 1)) {
        auto const digits = folded.substr(std::min(at + 4, folded.size()), 4);
        auto const value = partyorg::detail::read_digits(digits);
        if (digits.size() == 4 && value) return value;
    }
    return {};
}

/// A stage of the target, or a count of members; the order of the questions settles headings such
/// as "kết quả thực hiện kế hoạch giao".
std::optional<measure_info> stage_of(std::string_view path) {
    if (is_other_subject(path)) return {};
    if (has_word(path, "dang ky")) return measure_info(quota::registered);
    if (has_any(path, {"ket qua", "thuc hien", "da ket nap", "dat duoc", "ket nap duoc"}))
        return measure_info(quota::admitted);
    if (has_any(path, {"giao", "chi tieu", "ke hoach", "phan bo", "phan dau"}))
        return measure_info(quota::assigned);
    if (has_word(path, "ket nap")) return measure_info(quota::admitted);
    if (has_word(path, "dang vien") && !has_any(path, {"phat trien", "moi"})) {
        if (has_word(path, "chinh thuc")) return measure_info(membership::official);
        if (has_word(path, "du bi")) return measure_info(membership::probationary);
        return measure_info(membership::total);
    }
    return {};
}

/// What is left of a heading when stage, year and fillers are taken away.
std::string remainder_of(std::string folded, std::optional<int> year) {
    if (year) folded = without(std::move(folded), "nam " + std::to_string(*year));
    for (auto const* filler :
         {"trong do",   "tong so",   "tong cong", "cong",   "ts",       "chung",
          "dang ky",    "ke hoach",  "chi tieu",  "giao",   "duoc",     "phan bo",
          "phan dau",   "ket qua",   "thuc hien", "da",     "dat",      "ket nap",
          "phat trien", "dang vien", "dang",      "moi",    "so luong", "so",
          "o",          "la",        "tai",       "nguoi",  "nam",      "hien co",
          "chinh thuc", "du bi",     "cua",       "don vi", "huyen",    "tinh"})
        folded = without(std::move(folded), filler);
    std::string rest;
    for (char const c : folded)
        if (is_word(c) || c == '%') rest += c;
    return rest;
}

std::string join(std::vector<std::string> const& headings, std::string_view between) {
    std::string text;
    for (auto const& h : headings) {
        if (h.empty()) continue;
        if (!text.empty()) text += between;
        text += h;
    }
    return text;
}

/// The parts that a heading names, as "women"; nothing if there is text that is not understood.
std::optional<std::vector<known_part const*>> parts_of(std::string const& heading,
                                                       std::optional<int> year) {
    auto rest = fold(heading);
    std::vector<known_part const*> found;
    for (auto const& part : known_parts()) {
        auto const before = rest.size();
        for (auto const& word : part.words)
            if (has_word(rest, word)) rest = without(std::move(rest), word);
        if (rest.size() != before) found.push_back(&part);
    }
    if (!found.empty()) {
        // "dân tộc thiểu số", "lực lượng dân quân": words around a part that add nothing to it.
        for (auto const* filler : {"thieu so", "luc luong", "khu vuc", "trong", "tnchm", "tncshcm",
                                   "cshcm", "hcm", "tu nhan", "ve", "hoat dong", "va"})
            rest = without(std::move(rest), filler);
    }
    if (!remainder_of(std::move(rest), year).empty()) return {};
    return found;
}

measure_info user_measure(std::vector<std::string> const& headings) {
    std::vector<std::string> distinct;
    for (auto const& h : headings)
        if (distinct.empty() || distinct.back() != h) distinct.push_back(h);
    auto const text = join(distinct, " – ");
    return measure_info("user." + slug(text), label{text, text});
}

column_role role_of(std::string_view path) {
    if (has_any(path, {"ty le", "ti le"}) || path.find('%') != std::string_view::npos)
        return column_role::share;
    if (has_any(path, {"ghi chu", "ly do", "bi thu", "ho ten", "ho va ten", "dia chi", "ma",
                       "ma so", "ma don vi", "thoi gian"}))
        return column_role::text;
    return column_role::figures;
}

} // namespace

column_meaning meaning_of(std::vector<std::string> const& headings, std::optional<int> year) {
    auto const path = fold(join(headings, " - "));
    column_meaning out{role_of(path), user_measure(headings)};
    if (out.role != column_role::figures) return out;
    auto const own_year = year_in(path);
    auto stage = stage_of(path);
    if (!stage || (own_year && year && own_year != year)) return out;

    auto measure = *stage;
    std::string shown;
    for (auto const& heading : headings) {
        auto const parts = parts_of(heading, year ? year : own_year);
        if (!parts) return out;
        for (auto const* part : *parts) {
            measure.of_which = measure.id;
            measure.id += '.' + std::string(part->id);
            shown += (shown.empty() ? "" : ", ") + std::string(part->en);
        }
    }
    if (shown.empty()) {
        out.measure = std::move(measure);
        return out;
    }
    measure.label = {out.measure.label.vi, stage->label.en + " – " + shown};
    if (measure.id == quota::registered_residential.id)
        measure = measure_info(quota::registered_residential);
    if (measure.id == quota::assigned_residential.id)
        measure = measure_info(quota::assigned_residential);
    if (measure.id == quota::admitted_residential.id)
        measure = measure_info(quota::admitted_residential);
    out.measure = std::move(measure);
    return out;
}

} // namespace partyorg::io::detail
