#pragma once
/// @file
/// The moon and the sun as far as the lunisolar calendar needs them. Private to the library.

namespace partyorg::detail {

/// Time of the `k`-th new moon after the first of the year 2000, as a Julian date in UT.
///
/// @source J. Meeus, Astronomical Algorithms, 2nd ed., chapter 49. Within 36 seconds of the full
/// theories
///         over 1800 to 2199.
[[nodiscard]] double new_moon(int k);

/// Apparent geocentric longitude of the sun in degrees, 0 to 360, at a Julian date in UT.
///
/// @source J. Meeus, Astronomical Algorithms, 2nd ed., chapters 22 and 25; the series is VSOP87
///         (P. Bretagnon, G. Francou, 1988) cut where the book cuts it. Good to two seconds of arc,
///         which the sun covers in 48 seconds of time.
[[nodiscard]] double solar_longitude(double jd_ut);

/// Terrestrial time minus universal time in seconds, at a decimal year from 1700 on.
///
/// @source F. Espenak, J. Meeus, Five Millennium Canon of Solar Eclipses (2006). After 2005 it is a
///         prediction; its error grows to minutes in two centuries.
[[nodiscard]] double delta_t(double year);

} // namespace partyorg::detail
