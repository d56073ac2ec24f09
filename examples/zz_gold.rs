fn main() {
    let (a, p) = dateline::article::load(&[std::path::PathBuf::from("/work/shared/gold/articles")]);
    for p in p {
        eprintln!("{p}");
    }
    let gold: std::collections::HashMap<String, serde_json::Value> =
        std::fs::read_to_string("/work/shared/gold/gold.jsonl")
            .unwrap()
            .lines()
            .map(|l| {
                let v: serde_json::Value = serde_json::from_str(l).unwrap();
                (v["id"].as_str().unwrap().to_owned(), v)
            })
            .collect();
    for a in a {
        let g = &gold[&a.id];
        let pubd = a.published.map(|p| p.date.to_string());
        if pubd.as_deref() != g["published"].as_str()
            || a.title.as_deref() != g["title"].as_str()
            || serde_json::to_value(a.lang).unwrap() != g["lang"]
        {
            println!(
                "{} {:?} {:?} vs {} {:?}\n   {:?}\n   {}",
                a.id, a.published, a.lang, g["lang"], g["published"], a.title, g["title"]
            );
        }
    }
}
