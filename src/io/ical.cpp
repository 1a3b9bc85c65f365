#include <partyorg/io/ical.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace partyorg::io {
namespace {

// ---- Text ------------------------------------------------------------------------------------

constexpr std::size_t line_limit = 75; // octets, without the line break

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// How many octets of `text` fit into a line, without cutting a character.
std::size_t fitting(std::string_view text, std::size_t room) {
    if (text.size() <= room) return text.size();
    auto cut = room;
    while (cut > 0 && continues_character(text[cut])) --cut;
    // No character is that long: what is not UTF-8 is cut anywhere.
    return room - cut < 4 ? cut : room;
}

std::string compact(date const& day) {
    auto text = to_iso(day);
    std::erase(text, '-');
    return text;
}

// Section 3.3.11. The line breaks of all systems become "\n".
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        auto const byte = static_cast<unsigned char>(c);
        if (c == '\\' || c == ';' || c == ',')
            (out += '\\') += c;
        else if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
            out += "\\n";
        else if ((byte >= 0x20 && byte != 0x7F) || c == '\t')
            out += c;
    }
    return out;
}

// A UID from a key: everything but letters, digits and a few marks as two hexadecimal digits, so
// that different keys stay different.
std::string uid_of(std::string_view key, std::string_view domain) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (char const c : key) {
        auto const byte = static_cast<unsigned char>(c);
        auto const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
        if (plain)
            out += c;
        else
            ((out += '%') += digits[byte >> 4U]) += digits[byte & 15U];
    }
    return (out += '@').append(domain);
}

class writer {
public:
    // One content line. The blank that begins a continuation counts.
    void line(std::string_view text) {
        auto room = line_limit;
        while (true) {
            auto const length = fitting(text, room);
            out_.append(text.substr(0, length)).append("\r\n");
            text.remove_prefix(length);
            if (text.empty()) return;
            out_ += ' ';
            room = line_limit - 1;
        }
    }
    void property(std::string_view name, std::string_view value) {
        line(std::string(name).append(":").append(value));
    }
    void text(std::string_view name, std::string_view value) { property(name, escaped(value)); }
    std::string take() { return std::move(out_); }

private:
    std::string out_{};
};

// ---- Events ----------------------------------------------------------------------------------

std::string stamp_text(utc_moment const& stamp) {
    return compact(stamp.day) + 'T' + detail::padded(stamp.hour, 2) +
           detail::padded(stamp.minute, 2) + detail::padded(stamp.second, 2) + 'Z';
}

date first_day(ical_event const& event) {
    return event.repeats ? event.repeats->first() : event.due.last_day();
}

std::string capitalised_deadline(ical_event const& event, language lang) {
    return (lang == language::vi ? "Thời hạn: " : "Due: ") + to_string(event.due, lang) + '.';
}

std::string description(ical_event const& event, language lang) {
    auto text = event.details;
    auto const add = [&](std::string const& line) {
        if (!text.empty()) text += '\n';
        text += line;
    };
    // A day that comes back has another bound each time; its rule says which days they are.
    if (!event.repeats) add(capitalised_deadline(event, lang));
    if (event.basis)
        add((lang == language::vi ? "Căn cứ: " : "Basis: ") + to_string(*event.basis) + '.');
    return text;
}

void write_alarm(writer& out, ical_event const& event) {
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.text("DESCRIPTION", event.summary);
    auto const days = *event.alarm_days_before;
    out.property("TRIGGER", days == 0 ? "PT0S" : "-P" + std::to_string(days) + "D");
    out.line("END:VALARM");
}

// What the rule has no words for is told day by day.
void write_recurrence(writer& out, schedule const& days) {
    if (auto const rule = recurrence_rule(days)) return out.property("RRULE", *rule);
    std::string list;
    for (auto const& day : days.within(period(days.first())))
        if (day != days.first()) list += (list.empty() ? "" : ",") + compact(day);
    if (!list.empty()) out.property("RDATE;VALUE=DATE", list);
}

void write_event(writer& out, ical_event const& event, ical_options const& options) {
    auto const first = first_day(event);
    out.line("BEGIN:VEVENT");
    out.property("UID", uid_of(event.key, escaped(options.domain)));
    out.property("DTSTAMP", stamp_text(options.stamp));
    out.property("DTSTART;VALUE=DATE", compact(first));
    out.property("DTEND;VALUE=DATE", compact(first + boost::gregorian::date_duration(1)));
    if (event.repeats) write_recurrence(out, *event.repeats);
    out.text("SUMMARY", event.summary);
    auto const text = description(event, options.lang);
    if (!text.empty()) out.text("DESCRIPTION", text);
    out.property("SEQUENCE", std::to_string(event.revision));
    out.line("TRANSP:TRANSPARENT");
    if (event.alarm_days_before) write_alarm(out, event);
    out.line("END:VEVENT");
}

// ---- What cannot be written --------------------------------------------------------------------

bool is_moment(utc_moment const& stamp) {
    return is_day(stamp.day) && stamp.hour >= 0 && stamp.hour < 24 && stamp.minute >= 0 &&
           stamp.minute < 60 && stamp.second >= 0 && stamp.second < 60;
}

void check_event(ical_event const& event, problems& found) {
    auto const about = "the event '" + event.key + "': ";
    if (event.key.empty())
        found.error(defect::bad_event_key, {}, "an event has no key: '" + event.summary + "'");
    if (event.alarm_days_before.value_or(0) < 0)
        found.error(defect::bad_duration, {},
                    about + "an alarm " + std::to_string(*event.alarm_days_before) +
                        " days before");
    if (event.revision < 0)
        found.error(defect::bad_duration, {}, about + "revision " + std::to_string(event.revision));
    if (event.repeats && !event.repeats->last() && !recurrence_rule(*event.repeats))
        found.error(defect::open_span, {},
                    about + "an endless schedule that moves into the next month");
}

problems check(std::vector<ical_event> const& events, ical_options const& options) {
    problems found;
    if (!is_moment(options.stamp))
        found.error(defect::not_a_date, {}, "the stamp of a calendar is not a moment");
    std::vector<std::string_view> keys;
    for (auto const& event : events) {
        check_event(event, found);
        if (!event.key.empty()) keys.push_back(event.key);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t i = 1; i < keys.size(); ++i)
        if (keys[i] == keys[i - 1] && (i == 1 || keys[i - 1] != keys[i - 2]))
            found.error(defect::bad_event_key, {},
                        "two events have the key '" + std::string(keys[i]) + "'");
    return found;
}

// ---- Obligations -------------------------------------------------------------------------------

std::string debtors(organisation const& whole, obligation const& o, language lang) {
    auto who = o.who;
    for (std::size_t i = 0; who.empty() && i < o.bodies.size(); ++i)
        who += (i == 0 ? "" : ", ") + whole.relations[o.bodies[i]].name;
    if (o.units.empty()) return who;
    auto const count = std::to_string(o.units.size());
    auto const units = count + (lang == language::vi  ? " đơn vị"
                                : o.units.size() == 1 ? " unit"
                                                      : " units");
    return who.empty() ? units : who + " (" + units + ')';
}

std::string details(organisation const& whole, obligation const& o, language lang) {
    auto const vi = lang == language::vi;
    auto text = (vi ? "Ai: " : "Who: ") + debtors(whole, o, lang);
    if (!o.to.empty()) {
        text += (vi ? "\nGửi: " : "\nTo: ") + o.to;
        if (!o.through.empty()) text += (vi ? " (qua " : " (through ") + o.through + ')';
    }
    if (o.where.line != 0)
        text += (vi ? "\nNơi in: dòng " : "\nPrinted in: line ") + std::to_string(o.where.line);
    return text;
}

} // namespace

std::vector<ical_event> events_of(organisation const& whole, std::span<obligation const> owed,
                                  obligation_events const& how) {
    std::vector<ical_event> out;
    for (auto const& o : owed) {
        if (!o.due && !o.recurring) continue;
        auto const first = o.due ? *o.due : deadline(through(o.recurring->first()));
        ical_event event{.due = first};
        event.key = how.prefix.empty() ? o.id : how.prefix + '/' + o.id;
        event.summary = (how.lang == language::vi ? "Hạn: " : "Due: ") + o.what;
        event.details = details(whole, o, how.lang);
        if (!o.due) event.repeats = o.recurring;
        event.alarm_days_before = how.alarm_days_before;
        if (!o.basis.empty()) event.basis = citation{.number = o.basis};
        out.push_back(std::move(event));
    }
    return out;
}

result<std::string> try_write_ical(std::vector<ical_event> const& events,
                                   ical_options const& options) {
    auto found = check(events, options);
    if (found.has_errors()) return found;
    writer out;
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//partyorg//partyorg//EN");
    out.line("CALSCALE:GREGORIAN");
    if (!options.name.empty()) {
        out.text("NAME", options.name); // RFC 7986; older programs know the other one
        out.text("X-WR-CALNAME", options.name);
    }
    for (auto const& event : events) write_event(out, event, options);
    out.line("END:VCALENDAR");
    return out.take();
}

std::string write_ical(std::vector<ical_event> const& events, ical_options const& options) {
    return try_write_ical(events, options).value();
}

} // namespace partyorg::io
