//! The public API of a crate, a line for each item. In: its modules. Out: what can be reached by
//! public names, wherever it is defined.

use super::source::{Module, attributes, is_hidden, is_public, tokens};
use syn::{Fields, ImplItem, Item, ItemImpl, TraitItem, Type, UseTree};

/// Every item that can be named from outside, with its signature; sorted. A call of a macro that
/// makes items is shown as it is written.
pub fn api(root: &Module) -> Vec<String> {
    let mut api = Api { root, impls: Vec::new(), lines: Vec::new() };
    collect(root, &mut api.impls);
    api.module(&mut vec![], "");
    api.calls(root, "");
    let mut lines = api.lines;
    lines.sort();
    lines.dedup();
    lines
}

/// The names that the root has besides its modules.
pub fn reexported(root: &Module) -> Vec<String> {
    let uses = root.items.iter().filter_map(|item| match item {
        Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => Some(item),
        _ => None,
    });
    let mut names = Vec::new();
    for item in uses {
        let mut flat = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut flat);
        // A whole crate is no name to learn.
        names.extend(flat.into_iter().filter(|(path, _)| path.len() > 1).map(|(_, name)| name));
    }
    names
}

struct Api<'a> {
    root: &'a Module,
    impls: Vec<&'a ItemImpl>,
    lines: Vec<String>,
}

/// Something that a path leads to.
enum Found<'a> {
    Item(&'a Item),
    Module(Vec<String>),
}

fn collect<'a>(module: &'a Module, impls: &mut Vec<&'a ItemImpl>) {
    for item in &module.items {
        match item {
            Item::Impl(item) if !is_hidden(&item.attrs) => impls.push(item),
            _ => {}
        }
    }
    module.children.values().for_each(|child| collect(child, impls));
}

fn at<'a>(root: &'a Module, path: &[String]) -> Option<&'a Module> {
    path.iter().try_fold(root, |module, name| module.children.get(name))
}

impl<'a> Api<'a> {
    fn module(&mut self, path: &mut Vec<String>, public: &str) {
        let Some(module) = at(self.root, path) else { return };
        for item in module.items.iter().filter(|item| !is_hidden(attributes(item))) {
            match item {
                Item::Mod(child) if is_public(&child.vis) => {
                    let name = child.ident.to_string();
                    let inside = joined(public, &name);
                    path.push(name);
                    self.module(path, &inside);
                    path.pop();
                }
                Item::Use(item) if is_public(&item.vis) => {
                    let mut flat = Vec::new();
                    flatten(&item.tree, &mut Vec::new(), &mut flat);
                    for (target, name) in flat {
                        self.reexport(path, public, &target, &name);
                    }
                }
                item => self.item(item, public, None),
            }
        }
    }

    fn reexport(&mut self, from: &[String], public: &str, target: &[String], name: &str) {
        let is_module = |item: &Item| match item {
            Item::Mod(child) => {
                is_public(&child.vis) && !is_hidden(&child.attrs) && child.ident == target[0]
            }
            _ => false,
        };
        // What has a module of its own is shown there.
        if from.is_empty() && name != "*" && self.root.items.iter().any(is_module) {
            let path = target.join("::");
            return self.lines.push(format!("{}: pub use {path}", joined(public, name)));
        }
        match self.find(from, target, 0) {
            Some(Found::Item(item)) => self.item(item, public, Some(name)),
            Some(Found::Module(mut path)) if name != "*" => {
                self.module(&mut path, &joined(public, name));
            }
            Some(Found::Module(mut path)) => self.module(&mut path, public),
            None => self.lines.push(format!("{}: pub use", joined(public, &target.join("::")))),
        }
    }

    /// What a path leads to, through re-exports; nothing, where it leads to another crate or to what
    /// a macro makes.
    fn find(&self, from: &[String], target: &[String], depth: usize) -> Option<Found<'a>> {
        if depth > 8 {
            return None;
        }
        let mut path = from.to_vec();
        for (position, name) in target.iter().enumerate() {
            match &**name {
                "crate" => path.clear(),
                "super" => drop(path.pop()),
                "self" => {}
                "*" => return Some(Found::Module(path)),
                name if at(self.root, &path)?.children.contains_key(name) => {
                    path.push(name.to_owned());
                }
                name if position + 1 == target.len() => {
                    return self.named(&path, name, depth);
                }
                _ => return None,
            }
        }
        Some(Found::Module(path))
    }

    fn named(&self, path: &[String], name: &str, depth: usize) -> Option<Found<'a>> {
        let module = at(self.root, path)?;
        let own = module.items.iter().find(|item| ident(item).is_some_and(|own| own == name));
        own.map(Found::Item).or_else(|| {
            module.items.iter().find_map(|item| {
                let Item::Use(item) = item else { return None };
                let mut flat = Vec::new();
                flatten(&item.tree, &mut Vec::new(), &mut flat);
                let (target, _) = flat.into_iter().find(|(_, other)| other == name)?;
                self.find(path, &target, depth + 1)
            })
        })
    }

    fn item(&mut self, item: &Item, public: &str, renamed: Option<&str>) {
        let Some(own) = ident(item) else { return };
        let name = joined(public, renamed.unwrap_or(&own));
        let mut lines = Vec::new();
        let before = before(item);
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let (ident, generics) = (&item.ident, tokens(&item.generics));
                lines.push(format!("{name}: {before}pub struct {ident}{generics}"));
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let field_name = field.ident.as_ref().map_or("0".into(), ToString::to_string);
                    lines.push(format!("{name}.{field_name}: {}", tokens(&field.ty)));
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let (ident, generics) = (&item.ident, tokens(&item.generics));
                lines.push(format!("{name}: {before}pub enum {ident}{generics}"));
                for variant in &item.variants {
                    let fields = match &variant.fields {
                        Fields::Unit => String::new(),
                        fields => {
                            let fields = fields.iter().map(|field| {
                                let name = field.ident.as_ref().map(|ident| format!("{ident}: "));
                                name.unwrap_or_default() + &tokens(&field.ty)
                            });
                            format!("({})", fields.collect::<Vec<_>>().join(", "))
                        }
                    };
                    lines.push(format!("{name}::{}{fields}", variant.ident));
                }
            }
            Item::Trait(item) if is_public(&item.vis) => {
                let head = format!("pub trait {}{}", item.ident, tokens(&item.generics));
                let bounds = tokens(&item.supertraits);
                let bounds = if bounds.is_empty() { bounds } else { format!(": {bounds}") };
                lines.push(format!("{name}: {before}{head}{bounds}"));
                lines.extend(item.items.iter().filter_map(|part| trait_item(&name, part)));
            }
            Item::Fn(item) if is_public(&item.vis) => {
                lines.push(format!("{name}: {before}pub {}", tokens(&item.sig)));
            }
            Item::Const(item) if is_public(&item.vis) => {
                lines.push(format!("{name}: pub const {}: {}", item.ident, tokens(&item.ty)));
            }
            Item::Static(item) if is_public(&item.vis) => {
                lines.push(format!("{name}: pub static {}: {}", item.ident, tokens(&item.ty)));
            }
            Item::Type(item) if is_public(&item.vis) => lines.push(format!(
                "{name}: pub type {}{} = {}",
                item.ident,
                tokens(&item.generics),
                tokens(&item.ty)
            )),
            _ => return,
        }
        for implementation in self.impls.iter().filter(|found| is_of(&found.self_ty, &own)) {
            lines.extend(implemented(&name, implementation));
        }
        self.lines.extend(lines);
    }

    /// What macros are called with where they make items.
    fn calls(&mut self, module: &Module, place: &str) {
        for item in module.items.iter().filter(|item| !is_hidden(attributes(item))) {
            match item {
                Item::Macro(call) if call.ident.is_none() => {
                    let (name, body) = (tokens(&call.mac.path), tokens(&call.mac.tokens));
                    let parts = body.split(';').map(str::trim).filter(|part| !part.is_empty());
                    let place = joined(place, &format!("{name}!"));
                    self.lines.extend(parts.map(|part| format!("{place} {part}")));
                }
                Item::Mod(child) => {
                    let name = child.ident.to_string();
                    if let Some(inside) = module.children.get(&name) {
                        self.calls(inside, &joined(place, &name));
                    }
                }
                _ => {}
            }
        }
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

fn ident(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        _ => return None,
    })
}

/// The attributes that a caller notices.
fn before(item: &Item) -> String {
    let noticed = |text: &String| {
        ["#[derive(", "#[non_exhaustive", "#[cfg("].iter().any(|start| text.starts_with(start))
    };
    attributes(item).iter().map(tokens).filter(noticed).map(|text| text + " ").collect()
}

fn trait_item(name: &str, item: &TraitItem) -> Option<String> {
    match item {
        TraitItem::Fn(item) if !is_hidden(&item.attrs) => {
            Some(format!("{name}::{}: {}", item.sig.ident, tokens(&item.sig)))
        }
        TraitItem::Const(item) if !is_hidden(&item.attrs) => {
            Some(format!("{name}::{}: const {}: {};", item.ident, item.ident, tokens(&item.ty)))
        }
        TraitItem::Type(item) => {
            Some(format!("{name}::{}: type {}", item.ident, tokens(&item.bounds)))
        }
        _ => None,
    }
}

fn is_of(implementing: &Type, name: &str) -> bool {
    match implementing {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == name),
        Type::Reference(reference) => is_of(&reference.elem, name),
        _ => false,
    }
}

fn implemented(name: &str, implementation: &ItemImpl) -> Vec<String> {
    if let Some((implemented, _)) = &implementation.trait_ {
        let (generics, ty) = (tokens(&implementation.generics), tokens(&implementation.self_ty));
        return vec![format!("{name}: impl{generics} {} for {ty}", tokens(implemented))];
    }
    let items = implementation.items.iter().filter_map(|item| match item {
        ImplItem::Fn(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
            Some(format!("{name}::{}: pub {}", item.sig.ident, tokens(&item.sig)))
        }
        ImplItem::Const(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
            Some(format!("{name}::{}: pub const: {}", item.ident, tokens(&item.ty)))
        }
        _ => None,
    });
    items.collect()
}

/// The paths of a `use`, each with the name that it gives.
fn flatten(tree: &UseTree, path: &mut Vec<String>, flat: &mut Vec<(Vec<String>, String)>) {
    let with = |path: &[String], last: &str| {
        let mut path = path.to_vec();
        path.push(last.to_owned());
        path
    };
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            flatten(&inner.tree, path, flat);
            path.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            flat.push((with(path, &name), name));
        }
        UseTree::Rename(renamed) => {
            flat.push((with(path, &renamed.ident.to_string()), renamed.rename.to_string()));
        }
        UseTree::Glob(_) => flat.push((with(path, "*"), "*".to_owned())),
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| flatten(tree, path, flat));
        }
    }
}
