#include "snapshot_format.hpp"

#include <partyorg/io/snapshot.hpp>

#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace partyorg::io {

namespace {

using namespace snapshot_format;

char const* name_of(part p) {
    constexpr std::array<char const*, 17> names = {"description",
                                                   "parents",
                                                   "subtrees",
                                                   "depths",
                                                   "kinds",
                                                   "codes",
                                                   "code ends",
                                                   "names",
                                                   "name ends",
                                                   "code index",
                                                   "identities",
                                                   "positions",
                                                   "lines",
                                                   "files",
                                                   "definition of a column",
                                                   "values of a column",
                                                   "states of a column"};
    auto const i = static_cast<std::size_t>(p);
    return i < names.size() ? names[i] : "unknown part";
}

std::string system_text() {
    return std::error_code(errno, std::generic_category()).message();
}

// --- small values, in one block ------------------------------------------------------------------

class packer {
public:
    void number(std::uint64_t value) {
        for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<char>(value >> (8 * i)));
    }
    void text(std::string_view value) {
        number(value.size());
        bytes_.insert(bytes_.end(), value.begin(), value.end());
    }
    void location(place const& where) {
        text(where.file);
        number(where.line);
        number(where.column);
    }
    [[nodiscard]] std::vector<char> take() { return std::move(bytes_); }

private:
    std::vector<char> bytes_{};
};

/// Reads what `packer` wrote; what is beyond the end reads as 0 or empty and is remembered.
class unpacker {
public:
    explicit unpacker(std::span<char const> bytes) : bytes_(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        auto const raw = take(8);
        for (std::size_t i = 0; i < raw.size(); ++i)
            value |= std::uint64_t{static_cast<unsigned char>(raw[i])} << (8 * i);
        return value;
    }
    std::uint32_t small() {
        auto const value = number();
        good_ = good_ && value <= 0xffffffffu;
        return static_cast<std::uint32_t>(value);
    }
    std::string text() {
        auto const raw = take(number());
        return {raw.begin(), raw.end()};
    }
    place location() {
        place where;
        where.file = text();
        where.line = small();
        where.column = small();
        return where;
    }
    /// A number of things that take at least one byte each.
    std::size_t count() {
        auto const value = number();
        good_ = good_ && value <= bytes_.size();
        return good_ ? static_cast<std::size_t>(value) : 0;
    }
    [[nodiscard]] bool good() const noexcept { return good_; }

private:
    std::span<char const> take(std::uint64_t size) {
        if (!good_ || size > bytes_.size()) {
            good_ = false;
            return {};
        }
        auto const out = bytes_.first(static_cast<std::size_t>(size));
        bytes_ = bytes_.subspan(static_cast<std::size_t>(size));
        return out;
    }
    std::span<char const> bytes_;
    bool good_ = true;
};

// --- writing
// ---------------------------------------------------------------------------------------

std::vector<char> pack_meta(organisation const& whole) {
    auto const& data = whole.units.data();
    packer out;
    out.number(whole.units.size());
    out.number(data.id_bound);
    out.number(data.depth.deepest());
    out.text(whole.source);
    out.number(data.files.size());
    for (auto const& f : data.files) out.text(f);
    out.number(whole.figures.size());
    out.number(whole.totals.size());
    for (auto const& t : whole.totals) {
        out.number(t.unit.value());
        out.text(t.measure);
        out.number(static_cast<std::uint64_t>(t.value));
        out.location(t.where);
    }
    auto const& bodies = whole.relations.bodies();
    out.number(bodies.size());
    for (auto const& b : bodies) {
        out.number(static_cast<std::uint64_t>(b.kind));
        out.number(b.unit.value());
        out.text(b.name);
        out.location(b.where);
    }
    auto const pack_node = [&](node n) {
        out.number(n.body().has_value());
        out.number(n.body() ? n.body()->value() : n.unit()->value());
    };
    out.number(whole.relations.links().size());
    for (auto const& r : whole.relations.links()) {
        out.number(static_cast<std::uint64_t>(r.kind));
        pack_node(r.from);
        pack_node(r.to);
    }
    return out.take();
}

std::vector<char> pack_info(measure_info const& info) {
    packer out;
    out.text(info.id);
    out.text(info.label.vi);
    out.text(info.label.en);
    out.text(info.of_which);
    out.number(static_cast<std::uint64_t>(info.law));
    out.number(static_cast<std::uint64_t>(info.type));
    return out.take();
}

/// A temporary file beside the target; removed unless it took the target's place.
class replacement {
public:
    explicit replacement(std::string target)
        : target_(std::move(target)),
          name_(target_ + ".XXXXXX"),
          file_(::mkstemp(name_.data())) {}
    replacement(replacement const&) = delete;
    replacement& operator=(replacement const&) = delete;
    ~replacement() {
        if (file_ < 0) return;
        ::close(file_);
        ::unlink(name_.c_str());
    }
    [[nodiscard]] bool is_open() const noexcept { return file_ >= 0; }

    [[nodiscard]] bool write(void const* data, std::size_t bytes) {
        auto const* p = static_cast<char const*>(data);
        while (bytes != 0) {
            auto const done = ::write(file_, p, bytes);
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) return false;
            p += done;
            bytes -= static_cast<std::size_t>(done);
        }
        return true;
    }
    [[nodiscard]] bool write_at_start(void const* data, std::size_t bytes) {
        return ::lseek(file_, 0, SEEK_SET) == 0 && write(data, bytes);
    }
    /// The new content is on the disk before the name points to it, and the name before we return.
    [[nodiscard]] bool take_place() {
        ::fchmod(file_, permissions());
        if (::fsync(file_) != 0 || ::rename(name_.c_str(), target_.c_str()) != 0) return false;
        ::close(file_);
        file_ = -1;
        auto const slash = target_.rfind('/');
        auto const folder = slash == std::string::npos ? "." : target_.substr(0, slash + 1);
        auto const handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (handle < 0) return true; // some file systems do not let a folder be opened
        ::fsync(handle);
        ::close(handle);
        return true;
    }

private:
    /// Those of the file that is replaced; mkstemp's own would shut everybody else out.
    [[nodiscard]] mode_t permissions() const {
        struct stat old{};
        return ::stat(target_.c_str(), &old) == 0 ? old.st_mode & 0777 : 0644;
    }
    std::string target_;
    std::string name_;
    int file_;
};

class image_writer {
public:
    explicit image_writer(std::string const& path) : out_(path) {}

    [[nodiscard]] bool run(organisation const& whole) {
        if (!out_.is_open()) return false;
        file_header const blank{};
        put(&blank, sizeof blank);
        auto const meta = pack_meta(whole);
        section(part::meta, 0, std::span<char const>(meta));
        units(whole.units.data());
        for (std::uint32_t i = 0; i < whole.figures.size(); ++i) column(whole.figures.at(i), i);
        return good_ && finish();
    }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return at_; }

private:
    void put(void const* data, std::size_t bytes) {
        good_ = good_ && (bytes == 0 || out_.write(data, bytes));
        at_ += bytes;
    }
    void align() {
        static constexpr std::array<char, alignment> zeros{};
        if (at_ % alignment != 0) put(zeros.data(), alignment - at_ % alignment);
    }
    template <class T>
    void section(part kind, std::uint32_t number, std::span<T const> data) {
        align();
        directory_.push_back(
            {kind, number, at_, data.size_bytes(), checksum(data.data(), data.size_bytes())});
        put(data.data(), data.size_bytes());
    }
    void units(detail::hierarchy_data const& d) {
        using ids = std::span<std::uint32_t const>;
        section(part::parent, 0, ids(d.parent));
        section(part::end, 0, ids(d.end));
        d.depth.visit([&](auto depths) { section(part::depth, 0, depths); });
        section(part::kind, 0, std::span<unit_kind const>(d.kind));
        section(part::code_blob, 0, d.code.blob());
        section(part::code_ends, 0, d.code.ends());
        section(part::name_blob, 0, d.name.blob());
        section(part::name_ends, 0, d.name.ends());
        section(part::code_index, 0, d.by_code.buckets());
        section(part::id_of_slot, 0, ids(d.id_of_slot));
        section(part::slot_of_id, 0, ids(d.slot_of_id));
        section(part::line, 0, ids(d.line));
        section(part::file, 0, ids(d.file));
    }
    void column(column_base const& c, std::uint32_t number) {
        auto const info = pack_info(c.info());
        section(part::column_info, number, std::span<char const>(info));
        visit(c, [&](auto const& typed) { section(part::column_values, number, typed.values()); });
        section(part::column_states, number, c.states());
    }
    [[nodiscard]] bool finish() {
        align();
        file_header h;
        h.magic = magic;
        h.version = snapshot_version;
        h.byte_order = byte_order;
        h.directory_at = at_;
        h.directory_entries = directory_.size();
        h.directory_checksum = checksum(directory_.data(), directory_.size() * sizeof(entry));
        put(directory_.data(), directory_.size() * sizeof(entry));
        h.file_bytes = at_;
        h.header_checksum = header_checksum(h);
        return good_ && out_.write_at_start(&h, sizeof h) && out_.take_place();
    }

    replacement out_;
    std::vector<entry> directory_{};
    std::uint64_t at_ = 0;
    bool good_ = true;
};

// --- reading
// ---------------------------------------------------------------------------------------

struct mapping {
    std::span<char const> bytes{};
    detail::shared<detail::keeper> memory{};
};

void unmap(void* memory, std::size_t size) {
    ::munmap(memory, size);
}

/// The whole file in memory, or a problem.
std::optional<mapping> map_file(std::string const& path, problems& found) {
    auto const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        found.error(defect::cannot_open, {path, 0, 0}, system_text());
        return {};
    }
    struct stat info{};
    std::optional<mapping> out;
    if (::fstat(file, &info) != 0) {
        found.error(defect::read_failed, {path, 0, 0}, system_text());
    } else if (!S_ISREG(info.st_mode)) {
        found.error(defect::not_a_file, {path, 0, 0}, "not a regular file");
    } else if (static_cast<std::size_t>(info.st_size) < sizeof(file_header)) {
        found.error(defect::not_a_snapshot, {path, 0, 0}, "too short to be a snapshot");
    } else {
        auto const size = static_cast<std::size_t>(info.st_size);
        auto* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (memory == MAP_FAILED)
            found.error(defect::read_failed, {path, 0, 0}, system_text());
        else
            out = mapping{{static_cast<char const*>(memory), size},
                          detail::shared(detail::keeper(memory, size, unmap))};
    }
    ::close(file);
    return out;
}

class image_reader {
public:
    image_reader(std::string const& path, snapshot_check check) : path_(path), check_(check) {}

    result<organisation> run() {
        auto map = map_file(path_, found_);
        if (!map) return found_;
        map_ = std::move(*map);
        if (!read_header() || !read_directory() || !read_meta()) return found_;
        organisation whole;
        read_units();
        if (found_.has_errors()) return found_;
        whole.units = hierarchy(std::move(units_));
        whole.figures = table(whole.units);
        for (std::uint32_t i = 0; i < columns_; ++i) read_column(i, whole);
        if (found_.has_errors()) return found_;
        whole.source = std::move(source_);
        whole.totals = std::move(totals_);
        whole.relations = std::move(relations_);
        return whole;
    }

private:
    bool refuse(defect code, std::string text) {
        found_.error(code, {path_, 0, 0}, std::move(text));
        return false;
    }
    bool damaged(std::string const& what) {
        return refuse(defect::damaged_snapshot, "damaged: " + what);
    }

    bool read_header() {
        file_header h;
        std::memcpy(&h, map_.bytes.data(), sizeof h);
        if (h.magic != magic) return refuse(defect::not_a_snapshot, "not a partyorg snapshot");
        if (h.byte_order != byte_order)
            return refuse(defect::snapshot_version_differs,
                          "written by a machine with another byte order");
        if (h.version != snapshot_version)
            return refuse(defect::snapshot_version_differs,
                          "has version " + std::to_string(h.version) + ", this library reads " +
                              std::to_string(snapshot_version) + ": write it again");
        if (h.header_checksum != header_checksum(h)) return damaged("the header");
        if (h.file_bytes != map_.bytes.size())
            return damaged("it has " + std::to_string(map_.bytes.size()) +
                           " bytes and should have " + std::to_string(h.file_bytes));
        if (h.directory_at > h.file_bytes ||
            h.directory_entries > (h.file_bytes - h.directory_at) / sizeof(entry))
            return damaged("the directory");
        header_ = h;
        return true;
    }

    bool read_directory() {
        auto const bytes = header_.directory_entries * sizeof(entry);
        auto const* from = map_.bytes.data() + header_.directory_at;
        if (checksum(from, bytes) != header_.directory_checksum) return damaged("the directory");
        directory_.resize(header_.directory_entries);
        if (bytes != 0) std::memcpy(directory_.data(), from, bytes);
        for (auto const& e : directory_) {
            if (e.at % alignment != 0 || e.at > map_.bytes.size() ||
                e.bytes > map_.bytes.size() - e.at)
                return damaged(name_of(e.kind));
            if (check_ != snapshot_check::header &&
                checksum(map_.bytes.data() + e.at, e.bytes) != e.checksum)
                damaged(name_of(e.kind)); // goes on: every damaged part is named
        }
        if (check_ != snapshot_check::header) check_gaps();
        return !found_.has_errors();
    }

    /// Parts follow each other, and what fills the lines up between them is zero: so no byte of the
    /// file is out of sight.
    void check_gaps() {
        auto at = std::uint64_t{sizeof(file_header)};
        auto const fill = [&](std::uint64_t to) {
            bool fine = to >= at && to - at < alignment;
            for (; fine && at < to; ++at) fine = map_.bytes[static_cast<std::size_t>(at)] == '\0';
            if (!fine) damaged("between its parts");
        };
        for (auto const& e : directory_) {
            fill(e.at);
            at = e.at + e.bytes;
        }
        fill(header_.directory_at);
        if (header_.directory_at + directory_.size() * sizeof(entry) != map_.bytes.size())
            damaged("behind the directory");
    }

    /// The bytes of a part as elements of `T`; empty if there is no such part.
    template <class T>
    std::span<T const> view(part kind, std::uint32_t number = 0) {
        for (auto const& e : directory_) {
            if (e.kind != kind || e.number != number) continue;
            if (e.bytes % sizeof(T) != 0) damaged(name_of(kind));
            return {reinterpret_cast<T const*>(map_.bytes.data() + e.at), e.bytes / sizeof(T)};
        }
        damaged(std::string(name_of(kind)) + " missing");
        return {};
    }
    /// A part that must have one element per unit.
    template <class T>
    std::span<T const> per_unit(part kind, std::uint32_t number = 0) {
        auto const out = view<T>(kind, number);
        if (out.size() != size_) damaged(name_of(kind));
        return out;
    }
    /// A part that has one element per unit or none at all.
    std::span<std::uint32_t const> optional_part(part kind, std::size_t size) {
        auto const out = view<std::uint32_t>(kind);
        if (!out.empty() && out.size() != size) damaged(name_of(kind));
        return out;
    }

    bool read_meta() {
        unpacker in(view<char>(part::meta));
        size_ = in.number();
        units_.id_bound = in.small();
        deepest_ = in.small();
        source_ = in.text();
        for (auto n = in.count(); n-- > 0;) units_.files.push_back(in.text());
        columns_ = in.number();
        read_totals(in);
        read_relations(in);
        if (!in.good() || size_ >= detail::no_row || columns_ > directory_.size())
            return damaged(name_of(part::meta));
        return !found_.has_errors();
    }
    void read_totals(unpacker& in) {
        for (auto n = in.count(); n-- > 0;) {
            stated_total t;
            t.unit = unit_id(in.small());
            t.measure = in.text();
            t.value = static_cast<std::int64_t>(in.number());
            t.where = in.location();
            totals_.push_back(std::move(t));
        }
    }
    void read_relations(unpacker& in) {
        auto const bodies = in.count();
        for (std::size_t i = 0; i < bodies; ++i) {
            body b;
            auto const kind = in.number();
            b.kind = static_cast<body_kind>(kind);
            b.unit = unit_id(in.small());
            b.name = in.text();
            b.where = in.location();
            if (kind > static_cast<std::uint64_t>(body_kind::other)) damaged("a body's kind");
            relations_.attach(std::move(b));
        }
        auto const read_node = [&]() -> node {
            auto const is_body = in.number();
            auto const value = in.small();
            if (is_body == 0) return unit_id(value);
            if (is_body != 1 || value >= bodies) damaged("a relation");
            return body_id(value);
        };
        for (auto n = in.count(); n-- > 0;) {
            auto const kind = in.number();
            auto const from = read_node(), to = read_node();
            if (kind > static_cast<std::uint64_t>(relation_kind::reports_to))
                damaged("a relation's type");
            else
                relations_.link(static_cast<relation_kind>(kind), from, to);
        }
    }

    void read_units() {
        using detail::flat_array;
        units_.memory = map_.memory;
        units_.parent = flat_array(per_unit<std::uint32_t>(part::parent));
        units_.end = flat_array(per_unit<std::uint32_t>(part::end));
        units_.kind = flat_array(per_unit<unit_kind>(part::kind));
        if (deepest_ <= detail::depth_store::small_limit)
            units_.depth = {flat_array(per_unit<std::uint8_t>(part::depth)), deepest_};
        else
            units_.depth = {flat_array(per_unit<std::uint32_t>(part::depth)), deepest_};
        units_.code = texts(part::code_blob, part::code_ends);
        units_.name = texts(part::name_blob, part::name_ends);
        auto const buckets = view<std::uint32_t>(part::code_index);
        bool const fit = buckets.empty()
                             ? size_ == 0
                             : std::has_single_bit(buckets.size()) && buckets.size() > size_;
        if (!fit)
            damaged(name_of(part::code_index));
        else if (!buckets.empty())
            units_.by_code = detail::text_index(flat_array(buckets));
        units_.id_of_slot = flat_array(optional_part(part::id_of_slot, size_));
        units_.slot_of_id = flat_array(optional_part(part::slot_of_id, units_.id_bound));
        units_.line = flat_array(optional_part(part::line, size_));
        units_.file = flat_array(optional_part(part::file, size_));
        if (units_.id_of_slot.empty() != units_.slot_of_id.empty())
            damaged(name_of(part::id_of_slot));
        if (units_.id_of_slot.empty() && units_.id_bound != size_)
            damaged(name_of(part::id_of_slot));
        if (check_ == snapshot_check::everything && !found_.has_errors()) check_units();
    }
    detail::text_store texts(part blob, part ends) {
        auto const bytes = view<char>(blob);
        auto const stops = per_unit<std::uint32_t>(ends);
        if (!stops.empty() && stops.back() > bytes.size()) damaged(name_of(ends));
        return {detail::flat_array(bytes), detail::flat_array(stops)};
    }

    // Checksums prove that a file is what somebody wrote; these prove that using it is safe.
    void check_units() {
        check_tree();
        check_ends(units_.code.ends(), part::code_ends);
        check_ends(units_.name.ends(), part::name_ends);
        for (auto const k : units_.kind)
            if (static_cast<std::size_t>(k) >= unit_kind_count) {
                damaged(name_of(part::kind));
                break;
            }
        check_index();
        check_identities();
    }
    void check_tree() {
        for (std::uint32_t s = 0; s < size_; ++s) {
            // The innermost unit that is still open here.
            std::uint32_t above = s;
            if (s != 0) {
                above = s - 1;
                while (units_.end[above] <= s && units_.parent[above] != above)
                    above = units_.parent[above];
                if (units_.end[above] <= s) above = s; // all are closed: a root
            }
            bool const root = above == s;
            bool const good = units_.parent[s] == above && units_.end[s] > s &&
                              units_.end[s] <= size_ &&
                              (root ? units_.depth[s] == 0
                                    : units_.end[s] <= units_.end[above] &&
                                          units_.depth[s] == units_.depth[above] + 1 &&
                                          units_.depth[s] <= deepest_);
            if (!good) {
                damaged("the tree at position " + std::to_string(s));
                return;
            }
        }
    }
    void check_ends(std::span<std::uint32_t const> ends, part kind) {
        std::uint32_t last = 0;
        for (auto const e : ends) {
            if (e < last) {
                damaged(name_of(kind));
                return;
            }
            last = e;
        }
    }
    void check_index() {
        std::size_t used = 0;
        for (auto const b : units_.by_code.buckets()) {
            if (b == detail::text_index::none) continue;
            ++used;
            if (b >= size_) used = size_ + 1;
        }
        if (used != size_) damaged(name_of(part::code_index));
    }
    void check_identities() {
        for (std::uint32_t s = 0; s < units_.id_of_slot.size(); ++s) {
            auto const id = units_.id_of_slot[s];
            if (id < units_.id_bound && units_.slot_of_id[id] == s) continue;
            damaged(name_of(part::id_of_slot));
            return;
        }
        for (auto const s : units_.slot_of_id)
            if (s != detail::no_row && s >= size_) {
                damaged(name_of(part::slot_of_id));
                return;
            }
    }

    void read_column(std::uint32_t number, organisation& whole) {
        unpacker in(view<char>(part::column_info, number));
        measure_info info;
        info.id = in.text();
        info.label.vi = in.text();
        info.label.en = in.text();
        info.of_which = in.text();
        auto const law = in.number(), type = in.number();
        if (!in.good() || law > static_cast<std::uint64_t>(law_kind::latest) ||
            type > static_cast<std::uint64_t>(value_kind::share)) {
            damaged(name_of(part::column_info));
            return;
        }
        info.law = static_cast<law_kind>(law);
        info.type = static_cast<value_kind>(type);
        if (!add_column(number, std::move(info), whole)) damaged(name_of(part::column_info));
    }
    bool add_column(std::uint32_t number, measure_info info, organisation& whole) {
        auto const law = info.law;
        switch (info.type) {
        case value_kind::count:
            if (law == law_kind::stock) return add<std::int64_t, law::stock>(number, info, whole);
            if (law == law_kind::distinct)
                return add<std::int64_t, law::distinct>(number, info, whole);
            return law == law_kind::flow && add<std::int64_t, law::flow>(number, info, whole);
        case value_kind::small_count:
            if (law == law_kind::stock) return add<std::int32_t, law::stock>(number, info, whole);
            return law == law_kind::flow && add<std::int32_t, law::flow>(number, info, whole);
        case value_kind::number:
            if (law == law_kind::stock) return add<double, law::stock>(number, info, whole);
            return law == law_kind::flow && add<double, law::flow>(number, info, whole);
        case value_kind::day:
            if (law == law_kind::latest) return add<date, law::latest>(number, info, whole);
            return law == law_kind::earliest && add<date, law::earliest>(number, info, whole);
        case value_kind::share:
            return law == law_kind::coverage &&
                   add<coverage_count, law::coverage>(number, info, whole);
        }
        return false;
    }
    template <class T, class Law>
    bool add(std::uint32_t number, measure_info& info, organisation& whole) {
        auto const values = per_unit<T>(part::column_values, number);
        auto const states = per_unit<cell_state>(part::column_states, number);
        if (found_.has_errors()) return true; // reported
        if (check_ == snapshot_check::everything)
            for (auto const s : states)
                if (s > cell_state::stated) return false;
        whole.figures.add(column<T, Law>(whole.units, std::move(info), detail::flat_array(values),
                                         detail::flat_array(states), map_.memory));
        return true;
    }

    std::string const& path_;
    snapshot_check check_;
    problems found_{};
    mapping map_{};
    file_header header_{};
    std::vector<entry> directory_{};
    std::uint64_t size_ = 0, columns_ = 0;
    std::uint32_t deepest_ = 0;
    std::string source_{};
    std::vector<stated_total> totals_{};
    relations relations_{};
    detail::hierarchy_data units_{};
};

} // namespace

bool looks_like_snapshot(std::string const& path) {
    auto const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file < 0) return false;
    struct stat info{};
    std::array<char, magic.size()> first{};
    // From a pipe the bytes would be gone.
    bool const readable =
        ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
        ::read(file, first.data(), first.size()) == static_cast<::ssize_t>(first.size());
    ::close(file);
    return readable && first == magic;
}

result<organisation> open_snapshot(std::string const& path, snapshot_check check) {
    return image_reader(path, check).run();
}

result<std::uint64_t> write_snapshot(organisation const& whole, std::string const& path) {
    image_writer writer(path);
    if (writer.run(whole)) return writer.bytes();
    problems found;
    found.error(defect::write_failed, {path, 0, 0}, system_text());
    return found;
}

} // namespace partyorg::io
