//! The border as a list: every name and type that Kotlin and Swift see, in Rust's spelling, sorted.

use std::fmt::Write as _;
use uniffi_meta::{
    DefaultValueMetadata, FieldMetadata, FnParamMetadata, LiteralMetadata, Metadata, Type, UniffiTraitMetadata,
};

/// The list. Each line stands alone, so that a change shows as the lines that it is.
pub(crate) fn list(items: &[Metadata]) -> String {
    let mut lines: Vec<String> = items.iter().flat_map(lines).collect();
    lines.sort();
    lines.dedup();
    let mut text = String::from(
        "# What Kotlin and Swift see of the core. Generated; a change here is a change of the apps' surface.\n",
    );
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn lines(item: &Metadata) -> Vec<String> {
    match item {
        Metadata::Namespace(_) | Metadata::UdlFile(_) => Vec::new(),
        Metadata::Func(function) => {
            let shape = shape(
                &function.inputs,
                function.return_type.as_ref(),
                function.is_async,
                function.throws.as_ref(),
            );
            vec![format!("fn {}{shape}", function.name)]
        }
        Metadata::Object(object) => vec![format!(
            "{} {}",
            if object.imp.is_trait_interface() {
                "trait"
            } else {
                "object"
            },
            object.name
        )],
        Metadata::CallbackInterface(callback) => vec![format!("callback {}", callback.name)],
        Metadata::Constructor(made) => {
            let shape = shape(&made.inputs, None, made.is_async, made.throws.as_ref());
            vec![format!("object {}.{}{shape}", made.self_name, made.name)]
        }
        Metadata::Method(method) => {
            let shape = shape(
                &method.inputs,
                method.return_type.as_ref(),
                method.is_async,
                method.throws.as_ref(),
            );
            vec![format!("object {}.{}{shape}", method.self_name, method.name)]
        }
        Metadata::TraitMethod(method) => {
            let shape = shape(
                &method.inputs,
                method.return_type.as_ref(),
                method.is_async,
                method.throws.as_ref(),
            );
            vec![format!("trait {}.{}{shape}", method.trait_name, method.name)]
        }
        Metadata::Record(record) => {
            let head = format!("record {}", record.name);
            let fields = record
                .fields
                .iter()
                .map(|field| format!("{head}.{}", self::field(field)));
            std::iter::once(head.clone()).chain(fields).collect()
        }
        Metadata::Enum(found) => {
            let head = format!("enum {}", found.name);
            let variants = found.variants.iter().zip(1..).map(|(variant, number)| {
                let fields: Vec<String> = variant.fields.iter().map(field).collect();
                let fields = if fields.is_empty() {
                    String::new()
                } else {
                    format!(" {{ {} }}", fields.join(", "))
                };
                format!("{head}.{number:02} {}{fields}", variant.name)
            });
            std::iter::once(head.clone()).chain(variants).collect()
        }
        Metadata::UniffiTrait(found) => {
            let name = match found {
                UniffiTraitMetadata::Debug { .. } => "Debug",
                UniffiTraitMetadata::Display { .. } => "Display",
                UniffiTraitMetadata::Eq { .. } => "Eq",
                UniffiTraitMetadata::Hash { .. } => "Hash",
                UniffiTraitMetadata::Ord { .. } => "Ord",
            };
            vec![format!("{name} of {}", found.self_name())]
        }
        Metadata::CustomType(custom) => vec![format!("custom {}: {}", custom.name, name(&custom.builtin))],
        Metadata::ObjectTraitImpl(found) => vec![format!("{} is {}", name(&found.ty), name(&found.trait_ty))],
    }
}

fn shape(inputs: &[FnParamMetadata], gives: Option<&Type>, is_async: bool, throws: Option<&Type>) -> String {
    let inputs: Vec<String> = inputs
        .iter()
        .map(|input| format!("{}: {}", input.name, name(&input.ty)))
        .collect();
    let gives = gives.map(|gives| format!(" -> {}", name(gives))).unwrap_or_default();
    let throws = throws
        .map(|throws| format!(" throws {}", name(throws)))
        .unwrap_or_default();
    let waits = if is_async { " async" } else { "" };
    format!("({}){gives}{throws}{waits}", inputs.join(", "))
}

fn field(field: &FieldMetadata) -> String {
    let default = match &field.default {
        None => String::new(),
        Some(DefaultValueMetadata::Default) => " = default".to_owned(),
        Some(DefaultValueMetadata::Literal(literal)) => format!(" = {}", value(literal)),
    };
    format!("{}: {}{default}", field.name, name(&field.ty))
}

fn value(literal: &LiteralMetadata) -> String {
    match literal {
        LiteralMetadata::Boolean(value) => value.to_string(),
        LiteralMetadata::String(value) => format!("{value:?}"),
        LiteralMetadata::UInt(value, ..) => value.to_string(),
        LiteralMetadata::Int(value, ..) => value.to_string(),
        other => format!("{other:?}"),
    }
}

fn name(found: &Type) -> String {
    match found {
        Type::Optional { inner_type } => format!("Option<{}>", name(inner_type)),
        Type::Sequence { inner_type } => format!("Vec<{}>", name(inner_type)),
        Type::Set { inner_type } => format!("Set<{}>", name(inner_type)),
        Type::Box { inner_type } => name(inner_type),
        Type::Map { key_type, value_type } => format!("Map<{}, {}>", name(key_type), name(value_type)),
        other => other.name().map_or_else(|| format!("{other:?}"), ToOwned::to_owned),
    }
}
