//! TrueType outlines without hints, in a grid of choice and in their shortest form (OpenType, table `glyf`).

use skrifa::{
    FontRef,
    raw::{
        TableProvider,
        tables::{glyf::Glyf, loca::Loca},
    },
};

/// Bits of a component of a composite glyph.
const ARGS_ARE_WORDS: u16 = 0x0001;
const ARGS_ARE_OFFSETS: u16 = 0x0002;
const HAS_SCALE: u16 = 0x0008;
const MORE_COMPONENTS: u16 = 0x0020;
const HAS_TWO_SCALES: u16 = 0x0040;
const HAS_MATRIX: u16 = 0x0080;
const HAS_HINTS: u16 = 0x0100;
/// Bits of a point of a simple glyph.
const ON_CURVE: u8 = 0x01;
const X_SHORT: u8 = 0x02;
const Y_SHORT: u8 = 0x04;
const REPEATED: u8 = 0x08;
const X_SAME: u8 = 0x10;
const Y_SAME: u8 = 0x20;
/// Length of the header of every glyph: number of contours, then least and greatest x and y.
const HEADER: usize = 10;

/// From the grid of a face to the grid of its cut: `to` units where there were `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    pub from: u16,
    pub to: u16,
}

impl Scale {
    /// The length in the new grid, rounded to the nearest unit.
    pub(crate) fn of(self, length: i16) -> i16 {
        if self.from == self.to {
            return length;
        }
        let (from, to) = (i32::from(self.from.max(1)), i32::from(self.to));
        let doubled = 2 * i32::from(length) * to;
        let rounded = (doubled + from).div_euclid(2 * from);
        i16::try_from(rounded).unwrap_or(if rounded < 0 { i16::MIN } else { i16::MAX })
    }
}

/// The outlines of a face.
pub(crate) struct Source<'a> {
    glyf: Glyf<'a>,
    loca: Loca<'a>,
    scale: Scale,
}

impl<'a> Source<'a> {
    /// The outlines of `font`, to be written in another grid. `None` when it has none that are TrueType.
    pub(crate) fn new(font: &FontRef<'a>, scale: Scale) -> Option<Self> {
        Some(Self { glyf: font.glyf().ok()?, loca: font.loca(None).ok()?, scale })
    }

    /// The bytes of a glyph; a glyph without outlines has none.
    pub(crate) fn glyph(&self, id: u16) -> Option<&'a [u8]> {
        let from = self.loca.get_raw(id.into())?;
        let to = self.loca.get_raw(usize::from(id) + 1)?;
        self.glyf.offset_data().as_bytes().get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
    }

    /// Appends a glyph; `part` gives the new numbers of what it is composed of. `None` when it is damaged.
    pub(crate) fn copy(
        &self,
        id: u16,
        out: &mut Vec<u8>,
        part: &mut impl FnMut(u16) -> Option<u16>,
    ) -> Option<()> {
        let data = self.glyph(id)?;
        if data.is_empty() {
            return Some(());
        }
        match number(data, 0)? {
            0.. => simple(data, self.scale, out),
            _ => composite(data, self.scale, out, part),
        }
    }
}

/// Where the header of a glyph says its ink lies, in the new grid.
fn header(data: &[u8], scale: Scale, out: &mut Vec<u8>) -> Option<()> {
    out.extend(data.get(..2)?);
    for at in (2..HEADER).step_by(2) {
        out.extend(scale.of(number(data, at)?).to_be_bytes());
    }
    Some(())
}

/// Points on contours.
fn simple(data: &[u8], scale: Scale, out: &mut Vec<u8>) -> Option<()> {
    let contours = usize::from(word(data, 0)?);
    let ends = HEADER + 2 * contours;
    header(data, scale, out)?;
    out.extend(data.get(HEADER..ends)?);
    out.extend([0, 0]);
    if contours == 0 {
        return Some(());
    }
    let points = usize::from(word(data, ends - 2)?) + 1;
    let mut reader = Reader { data, at: ends + 2 + usize::from(word(data, ends)?) };
    let flags = reader.flags(points)?;
    let xs = reader.coordinates(&flags, X_SHORT, X_SAME)?;
    let ys = reader.coordinates(&flags, Y_SHORT, Y_SAME)?;
    let mut new_flags: Vec<u8> = flags.iter().map(|flag| flag & ON_CURVE).collect();
    let mut coordinates = Vec::with_capacity(4 * points);
    write_coordinates(&xs, scale, X_SHORT, X_SAME, &mut new_flags, &mut coordinates);
    write_coordinates(&ys, scale, Y_SHORT, Y_SAME, &mut new_flags, &mut coordinates);
    for run in new_flags.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(256)) {
        match run {
            [one] => out.push(*one),
            [one, rest @ ..] => out.extend([one | REPEATED, u8::try_from(rest.len()).ok()?]),
            [] => {}
        }
    }
    out.extend(coordinates);
    Some(())
}

struct Reader<'a> {
    data: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        self.at += 1;
        self.data.get(self.at - 1).copied()
    }

    fn flags(&mut self, points: usize) -> Option<Vec<u8>> {
        let mut flags = Vec::with_capacity(points);
        while flags.len() < points {
            let flag = self.byte()?;
            let times = if flag & REPEATED == 0 { 1 } else { usize::from(self.byte()?) + 1 };
            flags.extend(std::iter::repeat_n(flag, times.min(points - flags.len())));
        }
        Some(flags)
    }

    /// The places of the points along one axis.
    fn coordinates(&mut self, flags: &[u8], short: u8, same: u8) -> Option<Vec<i16>> {
        let mut at = 0_i16;
        flags
            .iter()
            .map(|flag| {
                let step = match (flag & short != 0, flag & same != 0) {
                    (true, true) => i16::from(self.byte()?),
                    (true, false) => -i16::from(self.byte()?),
                    (false, true) => 0,
                    (false, false) => i16::from_be_bytes([self.byte()?, self.byte()?]),
                };
                at = at.wrapping_add(step);
                Some(at)
            })
            .collect()
    }
}

fn write_coordinates(places: &[i16], scale: Scale, short: u8, same: u8, flags: &mut [u8], out: &mut Vec<u8>) {
    let mut before = 0_i16;
    for (place, flag) in places.iter().zip(flags) {
        let place = scale.of(*place);
        let step = place.wrapping_sub(before);
        before = place;
        match (step, u8::try_from(step.unsigned_abs())) {
            (0, _) => *flag |= same,
            (1.., Ok(length)) => {
                *flag |= short | same;
                out.push(length);
            }
            (_, Ok(length)) => {
                *flag |= short;
                out.push(length);
            }
            _ => out.extend(step.to_be_bytes()),
        }
    }
}

/// Other glyphs at places, with their new numbers.
fn composite(
    data: &[u8],
    scale: Scale,
    out: &mut Vec<u8>,
    part: &mut impl FnMut(u16) -> Option<u16>,
) -> Option<()> {
    header(data, scale, out)?;
    let mut at = HEADER;
    loop {
        let flags = word(data, at)?;
        out.extend(((flags & !HAS_HINTS) | ARGS_ARE_WORDS).to_be_bytes());
        out.extend(part(word(data, at + 2)?)?.to_be_bytes());
        at += 4;
        for _ in 0..2 {
            let (offset, length) = match (flags & ARGS_ARE_WORDS != 0, flags & ARGS_ARE_OFFSETS != 0) {
                (true, _) => (number(data, at)?, 2),
                (false, true) => (i16::from(i8::from_be_bytes([*data.get(at)?])), 1),
                (false, false) => (i16::from(*data.get(at)?), 1),
            };
            at += length;
            // Otherwise the numbers are those of points that lie on each other.
            let offset = if flags & ARGS_ARE_OFFSETS != 0 { scale.of(offset) } else { offset };
            out.extend(offset.to_be_bytes());
        }
        let length = match flags {
            f if f & HAS_SCALE != 0 => 2,
            f if f & HAS_TWO_SCALES != 0 => 4,
            f if f & HAS_MATRIX != 0 => 8,
            _ => 0,
        };
        out.extend(data.get(at..at + length)?);
        at += length;
        if flags & MORE_COMPONENTS == 0 {
            return Some(());
        }
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

fn number(data: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_the_nearest_unit() {
        let scale = Scale { from: 2048, to: 1000 };
        let of = |lengths: [i16; 6]| lengths.map(|l| scale.of(l));
        assert_eq!(of([0, 1, 2048, -2048, 1024, 3]), [0, 0, 1000, -1000, 500, 1]);
        assert_eq!(Scale { from: 2048, to: 2048 }.of(777), 777);
    }

    #[test]
    fn damaged_outlines_are_refused() {
        let scale = Scale { from: 1, to: 1 };
        let mut out = Vec::new();
        assert_eq!(simple(&[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 1], scale, &mut out), None);
        assert_eq!(composite(&[255; 12], scale, &mut out, &mut Some), None);
    }
}
