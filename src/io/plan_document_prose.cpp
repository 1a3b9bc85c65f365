#include "plan_document_prose.hpp"

#include <partyorg/core/date.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace partyorg::io::detail {

namespace {

using std::string_view;
constexpr auto npos = string_view::npos;

/// A stretch of folded bytes.
struct stretch {
    std::size_t begin = 0, end = 0;
};

/// What a run of digits is.
enum class figure_kind : std::uint8_t {
    number,     ///< 3.550
    share,      ///< 170/170
    day,        ///< 15/01/2024
    bad_day,    ///< 31/02/2024
    year,       ///< a year, alone or as a range
    instrument, ///< 234-KH/HU
    marker,     ///< the numbering of a heading
    other,      ///< 12,5 or 95%
};

struct figure {
    figure_kind kind = figure_kind::other;
    stretch at{};
    std::int64_t value = 0, of = 0;
    date day{};
    bool used = false;
};

/// Splits figures off a folded text.
class figure_scan {
public:
    explicit figure_scan(string_view text) : text_(text) {}

    std::vector<figure> run() {
        at_ = marker_length(text_);
        while (at_ < text_.size()) {
            if (!is_digit(text_[at_])) {
                ++at_;
            } else if (at_ > 0 && is_word(text_[at_ - 1])) {
                skip_digits(); // part of a word
            } else {
                out_.push_back(next());
            }
        }
        return std::move(out_);
    }

private:
    void skip_digits() {
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    string_view digits() {
        auto const begin = at_;
        skip_digits();
        return text_.substr(begin, at_ - begin);
    }
    bool sees(char c) const {
        return at_ + 1 < text_.size() && text_[at_] == c && is_digit(text_[at_ + 1]);
    }

    figure next() {
        figure f;
        f.at.begin = at_;
        auto text = std::string(digits());
        while (sees('.') && group_follows()) {
            ++at_;
            text += digits();
        }
        f.value = to_number(text);
        f.kind = f.value < 0 ? figure_kind::other : figure_kind::number;
        if (sees('/')) {
            slashed(f);
        } else if (at_ < text_.size() && text_[at_] == '-' && instrument_follows()) {
            while (at_ < text_.size() &&
                   (is_word(text_[at_]) || text_[at_] == '-' || text_[at_] == '/'))
                ++at_;
            f.kind = figure_kind::instrument;
        } else if (sees(',') || sees('.') || (at_ < text_.size() && text_[at_] == '%')) {
            ++at_;
            skip_digits();
            f.kind = figure_kind::other;
        } else if (text.size() == 4 && (after_year_word(f.at.begin) || range_follows())) {
            f.kind = figure_kind::year;
        }
        f.at.end = at_;
        return f;
    }

    static std::int64_t to_number(string_view text) {
        if (text.size() > 15) return -1;
        std::int64_t value = 0;
        for (char const c : text) value = value * 10 + (c - '0');
        return value;
    }
    bool group_follows() const {
        std::size_t n = 0;
        while (at_ + 1 + n < text_.size() && is_digit(text_[at_ + 1 + n])) ++n;
        return n == 3;
    }
    bool instrument_follows() const {
        return at_ + 1 < text_.size() && is_word(text_[at_ + 1]) && !is_digit(text_[at_ + 1]);
    }
    bool after_year_word(std::size_t begin) const {
        return begin >= 4 && text_.substr(begin - 4, 4) == "nam ";
    }
    bool range_follows() {
        if (!sees('-')) return false;
        auto const kept = at_++;
        if (digits().size() == 4) return true;
        at_ = kept;
        return false;
    }
    void slashed(figure& f) {
        ++at_;
        auto const second = to_number(digits());
        if (!sees('/')) {
            f.kind = second < 0 || f.value < 0 ? figure_kind::other : figure_kind::share;
            f.of = second;
            return;
        }
        ++at_;
        auto const third = to_number(digits());
        auto const day = third > 9999 || second > 12 || f.value > 31
                             ? std::nullopt
                             : make_date(static_cast<int>(third), static_cast<int>(second),
                                         static_cast<int>(f.value));
        f.kind = day ? figure_kind::day : figure_kind::bad_day;
        if (day) f.day = *day;
    }

    string_view text_;
    std::size_t at_ = 0;
    std::vector<figure> out_{};
};

/// Where sentences end: a full stop or semicolon before a blank, not after a number or one letter.
std::vector<stretch> sentences_of(string_view text, bool at_semicolons) {
    std::vector<stretch> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const stops = text[i] == '.' || (at_semicolons && text[i] == ';');
        bool const is_last = i + 1 == text.size();
        if (!stops || (!is_last && text[i + 1] != ' ')) continue;
        if (text[i] == '.' && !is_last && i < marker_length(text)) continue;
        out.push_back({begin, i + 1});
        begin = i + 2;
    }
    if (begin < text.size()) out.push_back({begin, text.size()});
    return out;
}

/// One paragraph while facts are read from it.
struct reading {
    source_text const& file;
    paragraph const& from;
    std::vector<figure> figures{};

    reading(source_text const& f, paragraph const& p)
        : file(f),
          from(p),
          figures(figure_scan(p.text.text()).run()) {}

    [[nodiscard]] string_view text() const { return from.text.text(); }
    [[nodiscard]] string_view part(stretch s) const {
        return text().substr(s.begin, s.end - s.begin);
    }
    /// The printed text of folded bytes.
    [[nodiscard]] std::string printed(stretch s) const {
        while (s.begin < s.end && text()[s.begin] == ' ') ++s.begin;
        while (s.end > s.begin && text()[s.end - 1] == ' ') --s.end;
        return clean(file.raw(from.text.origin(s.begin, s.end)));
    }
    [[nodiscard]] place at(std::size_t begin) const { return file.at(from.text.origin(begin)); }
};

/// The longest of some phrases at `at`.
std::size_t phrase_at(string_view text, std::initializer_list<string_view> phrases,
                      std::size_t at) {
    std::size_t longest = 0;
    for (auto const p : phrases)
        if (p.size() > longest && word_at(text, p, at)) longest = p.size();
    return longest;
}

// --- who issues the plan ------------------------------------------------------------------------

struct level_word {
    string_view organ;       ///< the committee: "huyen uy"
    string_view members;     ///< the body of members: "dang bo huyen"
    char const* root_prefix; ///< the body of members as it is named here
    unit_kind kind;
};
constexpr std::array<level_word, 9> level_words = {{
    {"huyen uy", "dang bo huyen", "Đảng bộ huyện ", unit_kind::district_committee},
    {"thi uy", "dang bo thi xa", "Đảng bộ thị xã ", unit_kind::district_committee},
    {"quan uy", "dang bo quan", "Đảng bộ quận ", unit_kind::district_committee},
    {"thanh uy", "dang bo thanh pho", "Đảng bộ thành phố ", unit_kind::district_committee},
    {"tinh uy", "dang bo tinh", "Đảng bộ tỉnh ", unit_kind::provincial_committee},
    {"dang uy xa", "dang bo xa", "Đảng bộ xã ", unit_kind::commune_committee},
    {"dang uy phuong", "dang bo phuong", "Đảng bộ phường ", unit_kind::commune_committee},
    {"dang uy thi tran", "dang bo thi tran", "Đảng bộ thị trấn ", unit_kind::commune_committee},
    {"dang uy dac khu", "dang bo dac khu", "Đảng bộ đặc khu ", unit_kind::commune_committee},
}};
/// A committee of a company, a school, an office.
constexpr level_word other_committee = {"dang uy", "dang bo", "Đảng bộ ",
                                        unit_kind::grassroots_committee};

/// From this year on there is no district level: what stands under a province is a commune or ward.
/// @source Quy định 294-QĐ/TW (26/05/2025), in force from 01/07/2025.
constexpr int first_year_without_districts = 2026;

bool begins_upper(string_view raw) {
    // Letters whose lower case differs: folding keeps the first ASCII letter, the raw byte tells.
    if (raw.empty()) return false;
    auto const c = static_cast<unsigned char>(raw[0]);
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    constexpr std::array<string_view, 40> capitals = {
        "Đ", "Á", "À", "Ả", "Ã", "Ạ", "Ă", "Ắ", "Ằ", "Ẳ", "Ẵ", "Ặ", "Â", "Ấ",
        "Ầ", "Ẩ", "Ẫ", "Ậ", "É", "È", "Ê", "Ế", "Ề", "Ể", "Ễ", "Ệ", "Í", "Ó",
        "Ò", "Ô", "Ố", "Ồ", "Ộ", "Ơ", "Ớ", "Ờ", "Ú", "Ư", "Ứ", "Ý"};
    return std::any_of(capitals.begin(), capitals.end(),
                       [&](string_view l) { return raw.starts_with(l); });
}

bool is_capital(string_view printed) {
    return to_upper(printed) == printed && to_lower(printed) != printed;
}

/// Whether a name is over at the blank between two capitalised words: a letterhead has another
/// column there, or "NĂM 2025" follows, or a line in capitals is followed by another one.
bool ends_name(reading const& in, stretch word, stretch next) {
    auto const gap = in.file.raw(in.from.text.origin(word.end, next.begin));
    if (gap.find('\t') != npos || gap.find("   ") != npos) return true;
    auto const text = in.text();
    if (in.part(next) == "nam" && next.end + 1 < text.size() && is_digit(text[next.end + 1]))
        return true;
    return gap.find('\n') != npos && is_capital(in.printed(word)) && is_capital(in.printed(next));
}

std::size_t word_end(string_view text, std::size_t at) {
    while (at < text.size() && is_word(text[at])) ++at;
    return at;
}

/// The capitalised words from `at` on: a proper name.
stretch proper_name(reading const& in, std::size_t at) {
    auto const text = in.text();
    stretch out{at, at};
    while (at < text.size() && is_word(text[at])) {
        auto const end = word_end(text, at);
        if (is_digit(text[at]) || !begins_upper(in.printed({at, end}))) break;
        out.end = end;
        if (end >= text.size() || text[end] != ' ') break;
        if (ends_name(in, {at, end}, {end + 1, word_end(text, end + 1)})) break;
        at = end + 1;
    }
    return out;
}

std::string initials(string_view folded) {
    std::string out;
    bool at_word = true;
    for (char const c : folded) {
        if (at_word && c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
        at_word = !is_word(c);
    }
    return out;
}

/// "SUỐI MƠ" as it is written in running text.
std::string in_running_text(string_view name) {
    auto text = std::string(name);
    auto lower = to_lower(name);
    if (to_upper(name) != text || text == lower) return text;
    // Every word keeps its first letter.
    std::string out;
    std::size_t i = 0, k = 0;
    bool at_word = true;
    while (i < text.size() && k < lower.size()) {
        auto const size = character_size(text, i), low = character_size(lower, k);
        out += at_word ? text.substr(i, size) : lower.substr(k, low);
        at_word = text[i] == ' ' || text[i] == '-';
        i += size;
        k += low;
    }
    return out;
}

/// Every mention of one level's committee, and how much speaks for it being the issuer.
struct level_mentions {
    std::size_t weight = 0, last_issue = 0;
    std::string name{}, code{};
    place at{};
    bool is_capital = false; ///< the name was only seen in capitals
};

constexpr std::size_t issue_weight = 10, letterhead_weight = 50, letterhead_lines = 12;

/// Whether what stands before the mention tells that the committee acts: "Ban Thường vụ Huyện ủy".
bool is_issuing(string_view before) {
    return before.ends_with("ban thuong vu ") || before.ends_with("ban chap hanh ");
}

void take_mention(reading const& in, std::size_t at, string_view word, level_mentions& out) {
    ++out.weight;
    if (is_issuing(in.text().substr(0, at))) {
        out.weight += issue_weight;
        out.last_issue = in.from.text.origin(at);
    }
    auto const name = proper_name(in, at + word.size() + 1);
    if (name.begin == name.end || (!out.name.empty() && !out.is_capital)) return;
    auto const printed = in.printed(name);
    auto const shown = in_running_text(printed);
    bool const is_capital = shown != printed;
    if (!out.name.empty() && is_capital) return;
    out.name = shown;
    out.is_capital = is_capital;
    out.code = initials(in.part(name));
    out.at = in.at(at);
}

level_mentions mentions_of(source_text const& file, std::vector<paragraph> const& prose,
                           level_word const& level) {
    level_mentions out;
    std::size_t lines = 0;
    for (auto const& p : prose) {
        reading const in(file, p);
        for (auto at = find_word(in.text(), level.organ); at != npos;
             at = find_word(in.text(), level.organ, at + 1))
            take_mention(in, at, level.organ, out);
        for (auto at = find_word(in.text(), level.members); at != npos;
             at = find_word(in.text(), level.members, at + 1))
            if (in.text().substr(0, at).ends_with("ban chap hanh "))
                take_mention(in, at, level.members, out);
        for (auto const& line : p.lines) {
            if (++lines > letterhead_lines) break;
            folded_text const head(file, line);
            if (word_at(head.text(), level.organ, 0) && head.size() < 60)
                out.weight += letterhead_weight;
        }
    }
    return out;
}

/// The body of members that the heading names: "… của Đảng bộ huyện Suối Mơ". Further below such
/// words may mean any organisation.
level_mentions named_in_heading(source_text const& file, std::vector<paragraph> const& prose,
                                level_word const& level) {
    level_mentions out;
    std::size_t lines = 0;
    for (auto const& p : prose) {
        reading const in(file, p);
        for (auto at = find_word(in.text(), level.members); at != npos && out.name.empty();
             at = find_word(in.text(), level.members, at + 1))
            take_mention(in, at, level.members, out);
        lines += p.lines.size();
        if (lines >= letterhead_lines) break;
    }
    return out;
}

/// @return The level of the organisation, or nothing if no committee is named.
level_word const* identify_root(source_text const& file, std::vector<paragraph> const& prose,
                                identity& who) {
    level_mentions best;
    level_word const* chosen = nullptr;
    bool names_district = false;
    auto const take = [&](level_word const& level, level_mentions found) {
        who.kind = level.kind;
        who.root_name = found.name.empty() ? std::string() : level.root_prefix + found.name;
        who.root_code = found.code;
        who.root_at = found.at;
        best = std::move(found);
        chosen = &level;
    };
    for (auto const& level : level_words) {
        auto found = mentions_of(file, prose, level);
        if (level.kind == unit_kind::district_committee) names_district |= found.weight != 0;
        if (found.weight > best.weight ||
            (found.weight == best.weight && found.last_issue > best.last_issue))
            take(level, std::move(found));
    }
    if (best.weight == 0)
        if (auto found = mentions_of(file, prose, other_committee); !found.name.empty())
            take(other_committee, std::move(found));
    for (auto const& level : level_words)
        if (best.weight == 0)
            if (auto found = named_in_heading(file, prose, level); !found.name.empty())
                take(level, std::move(found));
    auto const year = who.year.value_or(first_year_without_districts);
    auto const is_old = year + 1 < first_year_without_districts ||
                        (year < first_year_without_districts && names_district);
    // Up to 30/06/2025 a commune's organisation was a grassroots one itself.
    if (who.kind == unit_kind::commune_committee && is_old)
        who.kind = unit_kind::grassroots_committee;
    if (chosen && chosen->organ == "thanh uy" && year >= first_year_without_districts)
        who.kind = unit_kind::provincial_committee;
    return chosen;
}

/// "Ban Thường vụ Huyện ủy Phong Thổ": the fullest name of the body that issues the plan.
void identify_issuer(source_text const& file, std::vector<paragraph> const& prose,
                     level_word const& level, identity& who) {
    for (auto const& p : prose) {
        reading const in(file, p);
        for (string_view const head : {"ban thuong vu", "ban chap hanh"})
            for (auto at = find_word(in.text(), head); at != npos;
                 at = find_word(in.text(), head, at + 1)) {
                auto const next = at + head.size() + 1;
                auto const size = any_at(in.text(), {level.organ, level.members}, next);
                if (size == 0) continue;
                auto const name = proper_name(in, next + size + 1);
                auto text = in.printed({at, name.end > name.begin ? name.end : next + size});
                // The longest mention; of equals the first.
                if (text.size() > who.issuer.size()) who.issuer = std::move(text);
            }
    }
}

std::optional<int> year_after(string_view folded) {
    // "VIỆT NAM … NĂM 2025": not every "nam" is a year.
    for (auto at = find_word(folded, "nam"); at != npos && at + 8 <= folded.size();
         at = find_word(folded, "nam", at + 1)) {
        auto const value = partyorg::detail::read_digits(folded.substr(at + 4, 4));
        if (value && *value >= 1900) return value;
    }
    return {};
}

// --- counts and coverage
// --------------------------------------------------------------------------

struct counted_thing {
    string_view folded;
    char const* id;
    label_view label;
};
/// The longest phrase that fits decides.
constexpr std::array<counted_thing, 12> counted_things = {{
    {"chi, dang bo co so", "units.total", {"chi, đảng bộ cơ sở", "grassroots organisations"}},
    {"chi bo, dang bo co so", "units.total", {"chi, đảng bộ cơ sở", "grassroots organisations"}},
    {"dang bo, chi bo co so", "units.total", {"chi, đảng bộ cơ sở", "grassroots organisations"}},
    {"to chuc co so dang", "units.total", {"tổ chức cơ sở đảng", "grassroots organisations"}},
    {"dang bo co so", "units.grassroots_committee", {"đảng bộ cơ sở", "grassroots committees"}},
    {"dang bo bo phan", "units.sectional_committee", {"đảng bộ bộ phận", "sectional committees"}},
    {"chi bo co so", "units.grassroots_cell", {"chi bộ cơ sở", "grassroots cells"}},
    {"chi bo truc thuoc", "units.subordinate_cell", {"chi bộ trực thuộc", "subordinate cells"}},
    {"to dang", "units.party_group", {"tổ đảng", "party groups"}},
    {"dang vien du bi", "members.probationary", {"đảng viên dự bị", "probationary members"}},
    {"dang vien chinh thuc", "members.official", {"đảng viên chính thức", "official members"}},
    {"dang vien", "members", {"đảng viên", "members"}},
}};

counted_thing const* thing_at(string_view text, std::size_t at) {
    counted_thing const* best = nullptr;
    for (auto const& thing : counted_things)
        if (word_at(text, thing.folded, at) && (!best || thing.folded.size() > best->folded.size()))
            best = &thing;
    return best;
}

class fact_reader {
public:
    fact_reader(source_text const& file, unit_id root, plan& out)
        : file_(file),
          root_(root),
          out_(out) {}

    void read(paragraph const& p) {
        reading in(file_, p);
        basis(in);
        counts_and_coverage(in);
        bodies(in);
        duties(in);
        leftovers(in);
    }

private:
    void add_count(char const* id, label_view shown, figure& f, reading const& in,
                   std::optional<date> as_of, std::optional<int> year) {
        f.used = true;
        for (auto const& c : out_.counts) {
            if (c.id != id || c.as_of != as_of || c.year != year) continue;
            if (c.value != f.value)
                out_.notes.warning(defect::fact_contradicted, in.at(f.at.begin),
                                   std::string(shown.en) + ": " + std::to_string(f.value) +
                                       " here, " + std::to_string(c.value) + " at " +
                                       to_string(c.where));
            return;
        }
        out_.counts.push_back({id, label(shown), f.value, as_of, year, in.at(f.at.begin)});
    }

    void counts_and_coverage(reading& in) {
        auto const text = in.text();
        std::optional<date> as_of;
        figure* told = nullptr;
        for (auto& f : in.figures) {
            auto const before = text.substr(0, f.at.begin);
            auto const next = std::min(f.at.end + 1, text.size());
            if (f.kind == figure_kind::day && before.ends_with("den ngay ") &&
                has_any(before.substr(before.size() - std::min<std::size_t>(before.size(), 24)),
                        {"tinh den ngay", "tinh den het ngay"})) {
                as_of = f.day;
                told = &f;
            } else if (f.kind == figure_kind::share) {
                coverage(in, f, as_of);
            } else if (f.kind == figure_kind::number) {
                if (auto const* thing = thing_at(text, next)) count(in, f, *thing, as_of);
            }
            // A day that no count goes with is left over.
            if (told && f.used && &f != told) told->used = true;
        }
    }

    /// "có 3.550 đảng viên", "tổng số đảng viên: …".
    static bool is_counted(string_view before) {
        constexpr std::array<string_view, 7> leads = {"co ",  "gom ",      "la ", "tong so ",
                                                      "voi ", "tong so: ", "dat "};
        return std::any_of(leads.begin(), leads.end(),
                           [&](string_view lead) { return before.ends_with(lead); });
    }

    void count(reading const& in, figure& f, counted_thing const& thing,
               std::optional<date> as_of) {
        auto const before = in.text().substr(0, f.at.begin);
        bool const of_members = std::string_view(thing.id) == "members";
        bool const admitted =
            of_members && (before.ends_with("ket nap duoc ") || before.ends_with("ket nap ") ||
                           before.ends_with("ket nap moi "));
        // "bổ sung 2 đảng viên" counts no organisation: what is counted must be said to be there.
        if (of_members && !admitted && !as_of && !is_counted(before)) return;
        if (!admitted) return add_count(thing.id, thing.label, f, in, as_of, {});
        // The year is the last one named before the figure.
        std::optional<int> year;
        for (auto const& g : in.figures)
            if (g.kind == figure_kind::year && g.at.end <= f.at.begin)
                year = static_cast<int>(g.value);
        add_count("admitted", {"đảng viên mới kết nạp", "members admitted"}, f, in, {}, year);
    }

    /// "170/170 thôn, bản, tổ dân phố có chi bộ"
    void coverage(reading const& in, figure& f, std::optional<date> as_of) {
        auto const text = in.text();
        auto const stop = text.find_first_of(";.", f.at.end);
        auto const part = text.substr(0, stop);
        auto const has = find_word(part, "co chi bo", f.at.end);
        if (has == npos) return;
        f.used = true;
        out_.coverage.push_back(
            {in.printed({f.at.end, has}), {f.value, f.of}, as_of, in.at(f.at.begin)});
    }

    // --- instruments ---

    void basis(reading& in) {
        auto const text = in.text();
        for (auto& f : in.figures) {
            if (f.kind != figure_kind::instrument) continue;
            f.used = true;
            auto const before = text.substr(0, f.at.begin);
            if (!before.ends_with("so ")) continue;
            legal_basis b;
            b.number = in.printed(f.at);
            b.where = in.at(f.at.begin);
            auto end = f.at.end;
            for (auto& g : in.figures) {
                if (g.kind != figure_kind::day || g.at.begin < end || g.at.begin > end + 8)
                    continue;
                auto const between = text.substr(end, g.at.begin - end);
                if (find_word(between, "ngay") == npos) continue;
                b.signed_on = g.day;
                g.used = true;
                end = g.at.end;
                break;
            }
            if (word_at(text, "cua", end + 1)) {
                auto const begin = end + 5;
                auto stop = text.find_first_of(",;.", begin);
                for (string_view const word : {"ve", "khoa", "va"})
                    stop = std::min(stop, find_word(text, word, begin));
                end = std::min(stop, text.size());
                b.issuer = in.printed({begin, end});
            }
            b.text = in.printed({kind_before(before), end});
            out_.basis.push_back(std::move(b));
        }
    }
    /// Where "Kế hoạch số" begins.
    static std::size_t kind_before(string_view before) {
        std::size_t best = before.size() - 3;
        for (string_view const kind : {"nghi quyet", "ke hoach", "quy dinh", "huong dan", "chi thi",
                                       "ket luan", "chuong trinh hanh dong", "chuong trinh",
                                       "cong van", "quyet dinh", "thong bao", "de an"})
            if (before.size() >= kind.size() + 4 &&
                before.substr(before.size() - 4 - kind.size(), kind.size()) == kind)
                best = std::min(best, before.size() - 4 - kind.size());
        return best;
    }

    // --- bodies ---

    struct body_word {
        string_view folded;
        body_kind kind;
    };
    static constexpr std::array<body_word, 9> body_words = {{
        {"ban to chuc", body_kind::organisation_board},
        {"ban thuong vu", body_kind::standing_committee},
        {"uy ban kiem tra", body_kind::inspection_committee},
        {"ban tuyen giao", body_kind::propaganda_board},
        {"van phong", body_kind::committee_office},
        {"uy ban mttq", body_kind::fatherland_front},
        {"uy ban mat tran to quoc", body_kind::fatherland_front},
        {"cac to chuc chinh tri - xa hoi", body_kind::mass_organisation},
        {"thuong truc", body_kind::standing_board},
    }};

    void bodies(reading const& in) {
        auto const text = in.text();
        for (auto const& word : body_words)
            for (auto at = find_word(text, word.folded); at != npos;
                 at = find_word(text, word.folded, at + 1)) {
                auto end = at + word.folded.size();
                bool complete = word.kind == body_kind::fatherland_front ||
                                word.kind == body_kind::mass_organisation;
                for (auto const& level : level_words)
                    if (word_at(text, level.organ, end + 1)) {
                        end += 1 + level.organ.size();
                        complete = true;
                        break;
                    }
                if (complete) attach(word.kind, in.printed({at, end}), in.at(at));
            }
    }
    void attach(body_kind kind, std::string name, place where) {
        // One body of a kind is enough: later mentions only word it differently.
        if (out_.relations.find(kind)) return;
        out_.relations.attach({kind, root_, std::move(name), std::move(where)});
    }

    // --- duties ---

    void duties(reading& in) {
        auto const text = in.text();
        if (enter_heading(in)) return;
        if (has_word(text.substr(0, 16), "tren day")) in_duties_ = false;
        for (auto const s : sentences_of(text, false))
            if (in_duties_ || has_due_day(in, s)) duty_of(in, s);
    }

    bool enter_heading(reading const& in) {
        auto const text = in.text();
        auto const at = marker_length(text);
        auto const rest = text.substr(std::min(at, text.size()));
        if (rest.size() < 60 && has_any(rest, {"to chuc thuc hien", "nhiem vu"})) {
            in_duties_ = true;
            context_ = {};
            return true;
        }
        if (!rest.starts_with("doi voi ") || rest.size() > 160) return false;
        in_duties_ = true;
        context_ = {};
        auto end = rest.size();
        while (end > 8 && (rest[end - 1] == ':' || rest[end - 1] == '.')) --end;
        context_.who = in.printed({at + 8, at + end});
        bool const units = has_any(rest, {"chi bo co so", "dang bo co so", "chi, dang bo",
                                          "to chuc co so dang", "cac chi bo", "cac dang bo",
                                          "cac chi, dang bo", "cac don vi", "dang uy co so"});
        context_.holder = units ? duty_holder::units : duty_holder::body;
        return end + 1 >= rest.size();
    }

    static recurrence recurrence_of(string_view part) {
        if (has_any(part, {"hang thang", "moi thang"})) return recurrence::monthly;
        if (has_any(part, {"hang quy", "moi quy", "tung quy"})) return recurrence::quarterly;
        if (has_any(part, {"6 thang", "sau thang"})) return recurrence::half_yearly;
        if (has_any(part, {"hang nam"})) return recurrence::yearly;
        if (has_any(part, {"thuong xuyen"})) return recurrence::ongoing;
        return recurrence::once;
    }

    void duty_of(reading& in, stretch s) {
        auto const part = in.part(s);
        duty d;
        d.holder = context_.holder;
        d.who = context_.who;
        d.text = in.printed(s);
        d.recurrence = recurrence_of(part);
        d.where = in.at(s.begin);
        due_of(in, s, d);
        recipient_of(in, s, d);
        if (d.text.size() > 3) out_.duties.push_back(std::move(d));
    }

    /// Whether a day that stands after these words is the last one for something.
    static std::optional<bound> bound_before(string_view before) {
        if (before.ends_with("truoc ngay ")) return bound::exclusive;
        if (before.ends_with("tinh den het ngay ")) return {}; // as of which day
        for (string_view const lead : {"het ngay ", "cham nhat ngay ", "cham nhat la ngay ",
                                       "cham nhat den ngay ", "trong ngay "})
            if (before.ends_with(lead)) return bound::inclusive;
        return {};
    }

    /// A sentence with a last day is a duty wherever it stands.
    static bool has_due_day(reading const& in, stretch s) {
        return std::any_of(in.figures.begin(), in.figures.end(), [&](figure const& f) {
            return f.kind == figure_kind::day && f.at.begin >= s.begin && f.at.end <= s.end &&
                   bound_before(in.text().substr(s.begin, f.at.begin - s.begin));
        });
    }

    void due_of(reading& in, stretch s, duty& d) {
        for (auto& f : in.figures) {
            if (f.at.begin < s.begin || f.at.end > s.end) continue;
            auto const how = bound_before(in.text().substr(s.begin, f.at.begin - s.begin));
            if (!how) continue;
            // The calendar of dates begins in 1400; the first day has no day before it.
            if (f.kind == figure_kind::bad_day ||
                (f.kind == figure_kind::day && f.day.year() <= 1400)) {
                out_.notes.warning(defect::bad_date, in.at(f.at.begin),
                                   "'" + in.printed(f.at) + "' is not a day of the calendar");
                continue;
            }
            if (f.kind != figure_kind::day) continue;
            d.due = *how == bound::exclusive ? deadline(before(f.day)) : deadline(through(f.day));
            f.used = true;
        }
    }

    /// "gửi A, B, C về X (qua Y)": documents, recipient, intermediary.
    void recipient_of(reading const& in, stretch s, duty& d) {
        auto const text = in.text();
        auto const part = in.part(s);
        auto const about = find_word(part, "ve");
        // "về" also means "about": the recipient is a committee or a board.
        for (auto at = about; at != npos; at = find_word(part, "ve", at + 1)) {
            auto const begin = s.begin + at + 3;
            if (phrase_at(text,
                          {"ban thuong vu", "ban to chuc", "huyen uy", "tinh uy", "thanh uy",
                           "thi uy", "quan uy", "dang uy", "van phong", "thuong truc"},
                          begin) == 0)
                continue;
            auto end = std::min(text.find_first_of("(,;.", begin), s.end);
            for (string_view const word : {"truoc ngay", "den het ngay", "cham nhat", "de", "theo"})
                end = std::min(end, find_word(text, word, begin));
            d.to = in.printed({begin, end});
            auto const through = find_word(text, "qua", begin);
            if (through != npos && through < s.end && through > 0 && text[through - 1] == '(') {
                auto const close = std::min(text.find(')', through), s.end);
                d.through = in.printed({through + 4, close});
            }
            documents_of(in, s, s.begin + at, d);
            return;
        }
    }

    void documents_of(reading const& in, stretch s, std::size_t end, duty& d) {
        auto const text = in.text();
        auto const sends = find_word(text, "gui", s.begin);
        if (sends == npos || sends >= end) {
            if (has_word(in.part(s), "bao cao") && d.recurrence != recurrence::once) return;
            return;
        }
        auto begin = sends + 4;
        while (begin < end) {
            auto stop = std::min(text.find(',', begin), end);
            stop = std::min(stop, find_word(text, "va", begin));
            stop = std::min(stop, end);
            auto document = in.printed({begin, stop});
            if (!document.empty()) d.documents.push_back(std::move(document));
            begin = stop + (stop < end && text[stop] == ',' ? 2 : 3);
        }
    }

    // --- what is left ---

    void leftovers(reading const& in) {
        for (auto const s : sentences_of(in.text(), true)) {
            for (auto const& f : in.figures) {
                bool const here = f.at.begin >= s.begin && f.at.end <= s.end;
                if (!here || f.used || f.kind == figure_kind::year ||
                    f.kind == figure_kind::instrument || f.kind == figure_kind::marker)
                    continue;
                out_.not_understood.push_back({in.printed(s), in.at(f.at.begin)});
                break;
            }
        }
    }

    struct duty_context {
        duty_holder holder = duty_holder::units;
        std::string who{};
    };

    source_text const& file_;
    unit_id root_;
    plan& out_;
    bool in_duties_ = false;
    duty_context context_{};
};

} // namespace

namespace {

/// "KẾ HOẠCH", "BÁO CÁO" at the beginning of a line: the title, also right below a letterhead.
bool begins_title(folded_text const& line, source_text const& file) {
    auto const size = any_at(line.text(), {"ke hoach", "bao cao"});
    return size != 0 && is_capital(clean(file.raw(line.origin(0, size))));
}

} // namespace

std::vector<paragraph> paragraphs_of(source_text const& file, std::vector<bool> const& taken) {
    std::vector<paragraph> out;
    bool open = false;
    for (std::size_t i = 0; i < file.size(); ++i) {
        bool const is_table = i < taken.size() && taken[i];
        if (is_table || file.is_blank(i)) {
            open = false;
            continue;
        }
        folded_text const line(file, file.line(i));
        if (!open || marker_length(line.text()) != 0 || begins_title(line, file))
            out.emplace_back();
        out.back().lines.push_back(file.line(i));
        open = true;
    }
    for (auto& p : out) p.text = folded_text(file, p.lines);
    return out;
}

identity identify(source_text const& file, std::vector<paragraph> const& prose) {
    identity who;
    constexpr std::size_t head = 12;
    for (std::size_t i = 0; i < prose.size() && i < head && who.title.empty(); ++i) {
        auto const text = prose[i].text.text();
        auto const begin = marker_length(text); // "# KẾ HOẠCH", as in Markdown
        if (text.size() > 400 || any_at(text, {"ke hoach", "bao cao"}, begin) == 0) continue;
        reading const in(file, prose[i]);
        who.title = in.printed({begin, text.size()});
        who.year = year_after(text);
        // The title often stands in a paragraph of its own below the word.
        if (text.size() < 12 && i + 1 < prose.size() && prose[i + 1].text.size() < 200) {
            reading const next(file, prose[i + 1]);
            who.title += ' ' + next.printed({0, next.text().size()});
            if (!who.year) who.year = year_after(next.text());
        }
    }
    for (std::size_t i = 0; i < prose.size() && !who.year; ++i)
        if (auto const text = prose[i].text.text();
            has_any(text, {"ke hoach", "bao cao", "chi tieu", "giao"}))
            who.year = year_after(text);
    if (auto const* const level = identify_root(file, prose, who))
        identify_issuer(file, prose, *level, who);
    return who;
}

void read_prose(source_text const& file, std::vector<paragraph> const& prose, unit_id root,
                plan& out) {
    fact_reader reader(file, root, out);
    for (auto const& p : prose) reader.read(p);
}

} // namespace partyorg::io::detail
