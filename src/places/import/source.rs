//! What a file is, told from its first bytes; files inside zip archives are read as if unpacked.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{ImportError, Importer};

/// The forms that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// GeoNames: 19 columns ('CD.txt', 'cities500.txt', 'allCountries.txt').
    GeoNames,
    /// GeoNames: names of rows by language ('alternateNamesV2.txt').
    AlternateNames,
    /// GeoNames: names of admin areas by code ('admin1CodesASCII.txt', 'admin2Codes.txt').
    AdminCodes,
    /// OpenStreetMap or Who's On First.
    GeoJson,
    /// With a header line.
    Csv,
}

/// A stream to read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// The entry of a zip archive.
    entry: Option<usize>,
    pub(super) form: Form,
}

/// How much of a file tells its form.
const HEAD: usize = 8192;

/// The readable streams of a file: itself, or the tables of an archive (without its notes).
pub(super) fn list(path: &Path) -> Result<Vec<Source>, ImportError> {
    let read = |source| ImportError::Read { path: path.to_owned(), source };
    let mut start = [0; 4];
    let got = File::open(path).and_then(|f| f.take(4).read(&mut start)).map_err(read)?;
    if got < 4 || &start != b"PK\x03\x04" {
        let head = head_of(open(path, None)?).map_err(read)?;
        let form = form_of(&head).map_err(|what| ImportError::Form { path: path.to_owned(), what })?;
        return Ok(vec![Source { path: path.to_owned(), entry: None, form }]);
    }
    let mut archive = zip::ZipArchive::new(File::open(path).map_err(read)?).map_err(|e| read(e.into()))?;
    let mut sources = Vec::new();
    for n in 0..archive.len() {
        let entry = archive.by_index(n).map_err(|e| read(e.into()))?;
        let name = entry.name().to_lowercase();
        let table = [".txt", ".csv", ".tsv", ".json", ".geojson"].iter().any(|end| name.ends_with(end));
        if !table || name.contains("readme") || name.contains("iso-languagecodes") {
            continue;
        }
        let head = head_of(entry).map_err(read)?;
        if let Ok(form) = form_of(&head) {
            sources.push(Source { path: path.to_owned(), entry: Some(n), form });
        }
    }
    if sources.is_empty() {
        let what = "the archive holds no table".to_owned();
        return Err(ImportError::Form { path: path.to_owned(), what });
    }
    Ok(sources)
}

impl Importer {
    pub(super) fn read(&mut self, source: &Source) -> Result<(), ImportError> {
        let reader = open(&source.path, source.entry)?;
        match source.form {
            Form::GeoNames => self.geonames(&source.path, reader),
            Form::AlternateNames => self.alternate_names(&source.path, reader),
            Form::AdminCodes => self.admin_codes(&source.path, reader),
            Form::GeoJson => self.geojson(&source.path, reader),
            Form::Csv => self.csv(&source.path, reader),
        }
    }
}

fn open(path: &Path, entry: Option<usize>) -> Result<Box<dyn BufRead>, ImportError> {
    let read = |source| ImportError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(read)?;
    let Some(n) = entry else {
        return Ok(Box::new(BufReader::with_capacity(1 << 18, file)));
    };
    Ok(Box::new(BufReader::with_capacity(1 << 18, Unpacked::new(file, n).map_err(read)?)))
}

/// An entry of an archive as a stream of its own: a thread unpacks it into a pipe of a few blocks.
struct Unpacked {
    blocks: std::sync::mpsc::Receiver<io::Result<Vec<u8>>>,
    block: io::Cursor<Vec<u8>>,
}

impl Unpacked {
    fn new(file: File, n: usize) -> io::Result<Self> {
        let (send, blocks) = std::sync::mpsc::sync_channel(4);
        std::thread::Builder::new().spawn(move || {
            let unpack = || -> io::Result<()> {
                let mut archive = zip::ZipArchive::new(file)?;
                let mut entry = archive.by_index(n)?;
                loop {
                    let mut block = Vec::with_capacity(1 << 16);
                    (&mut entry).take(1 << 16).read_to_end(&mut block)?;
                    // The reader may have gone.
                    if block.is_empty() || send.send(Ok(block)).is_err() {
                        return Ok(());
                    }
                }
            };
            if let Err(e) = unpack() {
                let _ = send.send(Err(e));
            }
        })?;
        Ok(Self { blocks, block: io::Cursor::new(Vec::new()) })
    }
}

impl Read for Unpacked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.block.position() as usize >= self.block.get_ref().len() {
            match self.blocks.recv() {
                Ok(Ok(block)) => self.block = io::Cursor::new(block),
                Ok(Err(e)) => return Err(e),
                Err(_) => return Ok(0),
            }
        }
        self.block.read(out)
    }
}

fn head_of(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn form_of(head: &[u8]) -> Result<Form, String> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.is_empty() {
        return Err("it is empty".to_owned());
    }
    let first_byte = head.iter().find(|b| !b.is_ascii_whitespace());
    if matches!(first_byte, Some(b'{' | b'[' | 0x1e)) {
        return Ok(Form::GeoJson);
    }
    // The first line may be broken: the first few decide together.
    let text = String::from_utf8_lossy(head);
    let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).take(8).collect();
    let most = |test: &dyn Fn(&[&str]) -> bool| {
        let fit = lines.iter().filter(|l| test(&l.split('\t').collect::<Vec<_>>())).count();
        fit * 2 >= lines.len().max(1)
    };
    let number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if most(&|c| c.len() == 19 && number(c[0])) {
        return Ok(Form::GeoNames);
    }
    if most(&|c| (4..=10).contains(&c.len()) && number(c[0]) && number(c[1])) {
        return Ok(Form::AlternateNames);
    }
    if most(&|c| (3..=4).contains(&c.len()) && c[0].contains('.') && c[0].len() >= 4) {
        return Ok(Form::AdminCodes);
    }
    let Some(header) = lines.first() else { return Err("it has no lines".to_owned()) };
    if header.contains('\t') && number(header.split('\t').next().unwrap_or_default()) {
        let columns = header.split('\t').count();
        return Err(format!("its first line has {columns} columns, a GeoNames dump has 19"));
    }
    let columns = header.to_lowercase();
    if columns.contains("name") && columns.contains([',', ';', '\t']) {
        return Ok(Form::Csv);
    }
    let start: String = header.chars().take(60).collect();
    Err(format!("its first line ({start:?}) is no header"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_forms_apart() {
        let row =
            "7\tGoma\tGoma\t\t-1.67\t29.22\tP\tPPLA\tCD\t\t11\t\t\t\t144124\t\t1462\tAfrica/Lubumbashi\t2020-01-01";
        for (head, form) in [
            (row, Form::GeoNames),
            ("1\t7\tfr\tGoma\t1\t\t\t\t\t", Form::AlternateNames),
            ("CD.11\tNord Kivu\tNord Kivu\t206938", Form::AdminCodes),
            ("{\"type\":\"FeatureCollection\"", Form::GeoJson),
            ("\u{feff}name,lat,lon\nX,1,2", Form::Csv),
            ("name;latitude;longitude", Form::Csv),
        ] {
            assert_eq!(form_of(head.as_bytes()), Ok(form), "{head}");
        }
        for head in ["", "hello", "7\tGoma\t1", "\0\0\0"] {
            assert!(form_of(head.as_bytes()).is_err(), "{head:?}");
        }
    }
}
