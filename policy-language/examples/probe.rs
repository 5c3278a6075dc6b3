use policy_language::scan::{blocks, scan};
fn main() {
    for text in std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap().split("=====\n") {
        let scanned = scan(text);
        println!("----- {:?}", text.chars().take(80).collect::<String>());
        for p in &scanned.problems {
            println!("  {:?} | {} | {} | {:?}", &text[p.range.clone()], p.message, p.help.as_deref().unwrap_or(""), p.replacement);
        }
        let words: Vec<_> = scanned.tokens.iter().map(|t| t.text(text)).collect();
        println!("  {}", words.join(" "));
        for b in blocks(text, &scanned) {
            println!("  block {:?} {:?} problems {}", b.kind, b.range, b.problems(text, &scanned).count());
        }
    }
}
