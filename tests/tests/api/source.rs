//! The source of a crate, as the tree of its modules. In: the folder of its sources. Out: every
//! module with its items, whether they are public or not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::{Attribute, Item, Visibility};

/// A module and what is in it.
#[derive(Default)]
pub struct Module {
    pub items: Vec<Item>,
    pub children: BTreeMap<String, Module>,
}

/// The crate whose sources are in a folder.
pub fn read(folder: &Path) -> Module {
    module(file(&folder.join("lib.rs")), folder)
}

/// The crate of a text, whose modules are all inside of it.
pub fn parse(text: &str) -> Module {
    module(syn::parse_file(text).unwrap().items, Path::new("nowhere"))
}

fn file(path: &Path) -> Vec<Item> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).items
}

fn module(items: Vec<Item>, folder: &Path) -> Module {
    let items = items.into_iter().filter(|item| !is_for_tests(attributes(item)));
    let mut module = Module { items: items.collect(), children: BTreeMap::new() };
    for item in &mut module.items {
        let Item::Mod(child) = item else { continue };
        let name = child.ident.to_string();
        let inside = folder.join(&name);
        let items = match child.content.take() {
            Some((_, items)) => items,
            None if inside.join("mod.rs").exists() => file(&inside.join("mod.rs")),
            None => file(&folder.join(format!("{name}.rs"))),
        };
        module.children.insert(name, self::module(items, &inside));
    }
    module
}

/// It is there in tests only.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = tokens(attribute);
        text.starts_with("#[cfg(") && text.contains("test") && !text.contains("not(test")
    })
}

/// It is no part of what others may rely on.
pub fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| tokens(attribute) == "#[doc(hidden)]")
}

pub const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Tokens on one line, without the blanks that nobody would write.
pub fn tokens(tokens: &impl quote::ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" :: ", "::"),
        ("# [", "#["),
        (" ! ", "! "),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (" ,", ","),
        (" ;", ";"),
        (" : ", ": "),
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        ("& ", "&"),
        ("->", " ->"),
        ("  ", " "),
        ("::<", "::<"),
        (":: ", "::"),
        ("* ", "*"),
    ] {
        text = text.replace(from, to);
    }
    text.trim().to_owned()
}
