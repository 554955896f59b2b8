//! Messages on a stream: a header that tells their length, then so many bytes. What is in them is for `message`.

use std::io::{self, BufRead, Read, Write};

/// Most bytes of a message; a document takes one, and no editor sends larger ones.
const LIMIT: u64 = 128 << 20;

/// Most bytes of a line of the header that are looked at.
const HEADER_LINE: u64 = 8 << 10;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// The bytes of a message.
    Message(Vec<u8>),
    /// A message that is too long; it was read over.
    TooLong,
    /// A header without a length. Where the next one starts is not known; reading goes on with the next line.
    NoLength,
}

/// The next message; `None` at the end of the stream, which may be in the middle of one.
///
/// # Errors
///
/// The stream cannot be read.
pub(super) fn read(stream: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let length = match read_header(stream)? {
        Header::End => return Ok(None),
        Header::NoLength => return Ok(Some(Frame::NoLength)),
        Header::Length(length) => length,
    };
    let mut body = Read::by_ref(stream).take(length);
    if length > LIMIT {
        let read = io::copy(&mut body, &mut io::sink())?;
        return Ok((read == length).then_some(Frame::TooLong));
    }
    // It grows with what comes, not with what is announced.
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()) == Ok(length);
    Ok(is_whole.then_some(Frame::Message(bytes)))
}

/// Writes a message.
///
/// # Errors
///
/// The stream cannot be written.
pub(super) fn write(stream: &mut impl Write, message: &[u8]) -> io::Result<()> {
    write!(stream, "Content-Length: {}\r\n\r\n", message.len())?;
    stream.write_all(message)?;
    stream.flush()
}

enum Header {
    Length(u64),
    NoLength,
    End,
}

fn read_header(stream: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if Read::by_ref(stream).take(HEADER_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok(length.map_or(Header::NoLength, Header::Length));
        }
        length = content_length(line).or(length);
    }
}

fn content_length(line: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
    name.eq_ignore_ascii_case("Content-Length").then(|| value.trim().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut stream: &[u8]) -> Vec<Frame> {
        std::iter::from_fn(|| read(&mut stream).unwrap()).collect()
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.as_bytes().to_vec())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut stream = Vec::new();
        write(&mut stream, b"{}").unwrap();
        write(&mut stream, "\"é\"".as_bytes()).unwrap();
        assert_eq!(frames(&stream), [message("{}"), message("\"é\"")]);
    }

    #[test]
    fn a_header_may_have_other_lines_and_any_case() {
        let stream = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n{}";
        assert_eq!(frames(stream), [message("{}")]);
    }

    #[test]
    fn reading_goes_on_behind_garbage() {
        let stream = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n\xff\xfe\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(frames(stream), [Frame::NoLength, message("{}")]);
    }

    #[test]
    fn a_length_that_nobody_sends_takes_no_memory_and_ends_with_the_stream() {
        assert_eq!(frames(b"Content-Length: 18446744073709551615\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Length: 18446744073709551616\r\n\r\n"), [Frame::NoLength]);
        assert_eq!(frames(b"Content-Length: -1\r\n\r\n"), [Frame::NoLength]);
    }

    #[test]
    fn a_message_that_is_cut_off_is_the_end() {
        assert_eq!(frames(b"Content-Length: 3\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Le"), []);
    }
}
