//! A static server for dist/, as plain as any that will host the page.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
};

use crate::{
    page,
    shell::{Outcome, root, say},
};

/// Builds the release page and serves it until it is stopped.
pub(crate) fn release(port: u16) -> Outcome {
    let listener = listen(port)?;
    page::build()?;
    say(&format!("The simulator is at http://127.0.0.1:{port} (Ctrl C stops it)"));
    answer_all(&listener);
    Ok(())
}

/// Serves dist/ in the background on a free port, which is given back.
pub(crate) fn in_background() -> Outcome<u16> {
    let listener = listen(0)?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    thread::spawn(move || answer_all(&listener));
    Ok(port)
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .map_err(|error| format!("port {port} cannot be used ({error}); choose another with --port"))
}

fn answer_all(listener: &TcpListener) {
    for stream in listener.incoming().flatten() {
        // A browser that goes away in the middle of an answer is no concern of the server's.
        thread::spawn(move || drop(answer(stream)));
    }
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let target = request.split_whitespace().nth(1).unwrap_or("/");
    let found = file(target).and_then(|path| fs::read(&path).ok().map(|body| (path, body)));
    match found {
        Some((path, body)) => {
            let length = body.len();
            let kind = media_type(&path);
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n\
                 Connection: close\r\n\r\n"
            )?;
            stream.write_all(&body)
        }
        None => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    }
}

/// The file of a request; none outside of dist/.
fn file(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = path.split('/').all(|part| !part.is_empty() && part != ".." && !part.contains('\\'));
    plain.then(|| root().join("dist").join(path))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
