//! One drawn family of icons: 16 px, 1.5 px strokes, round ends.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after what it shows")]
pub enum Glyph {
    Add,
    Back,
    Box,
    Check,
    ChevronDown,
    Clock,
    Close,
    Code,
    Copy,
    Diagram,
    Down,
    Download,
    Error,
    File,
    Fit,
    Folder,
    Forward,
    Globe,
    Info,
    Link,
    List,
    Minus,
    Moon,
    More,
    Play,
    Plug,
    Redo,
    Rename,
    Search,
    Server,
    Share,
    Stop,
    Sun,
    Terminal,
    Trash,
    Undo,
    Up,
    Upload,
    Warning,
}

impl Glyph {
    /// The drawing, in a box of 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 3v10M3 8h10",
            Self::Back => "M13 8H3M7 4 3 8l4 4",
            Self::Box => "M8 1.8 13.8 5v6L8 14.2 2.2 11V5zM2.4 5.1 8 8.2l5.6-3.1M8 8.2v5.9",
            Self::Check => "M3 8.5l3.3 3.3L13 4.8",
            Self::ChevronDown => "M4.5 6.3 8 9.8l3.5-3.5",
            Self::Clock => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.8V8l2.2 1.6",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Code => "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
            Self::Copy => "M6 5.5h7.5v8H6zM10 5.5V2.5H2.5v8H6",
            Self::Diagram => "M1.8 5h4.4v6H1.8zM9.8 5h4.4v6H9.8zM6.2 8h3.6",
            Self::Down => "M8 3v10M4 9l4 4 4-4",
            Self::Download => "M8 2v8M4.7 7 8 10.2 11.3 7M2.5 13.5h11",
            Self::Error => "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM8 4.8v3.7M8 11v.2",
            Self::File => "M3.5 1.8h5.7l3.3 3.3v9.1h-9zM9 2v3.3h3.3",
            Self::Fit => "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
            Self::Folder => "M1.8 3.5h4.4l1.5 1.8h6.5v7.7H1.8z",
            Self::Forward => "M3 8h10M9 4l4 4-4 4",
            Self::Globe => {
                "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM2.2 8h11.6M8 2c-4.4 4-4.4 8 0 12M8 2c4.4 4 4.4 8 0 12"
            }
            Self::Info => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.3v3.7M8 5v.1",
            Self::Link => {
                "M6.8 9.2a2.7 2.7 0 0 1 0-3.8l2.4-2.4a2.7 2.7 0 0 1 3.8 3.8l-1.2 1.2M9.2 6.8a2.7 2.7 0 0 1 0 3.8l-2.4 2.4a2.7 2.7 0 0 1-3.8-3.8l1.2-1.2"
            }
            Self::List => "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
            Self::Minus => "M3 8h10",
            Self::Moon => "M13.5 9.5A6 6 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z",
            Self::More => "M3.5 8h.1M8 8h.1M12.5 8h.1",
            Self::Play => "M5 3.2v9.6L12.8 8z",
            Self::Plug => "M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5",
            Self::Redo => "M10.5 3 13.5 6l-3 3M13 6H6.5a4 4 0 0 0 0 8H9",
            Self::Rename => "M2.5 13.5l.7-3L10.8 3l2.3 2.3-7.6 7.5zM9.3 4.5l2.2 2.2",
            Self::Search => "M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.3 10.3l3.5 3.5",
            Self::Server => "M2.2 2.5h11.6v4.7H2.2zM2.2 8.8h11.6v4.7H2.2zM5 4.9h.1M5 11.2h.1",
            Self::Share => "M8 10V2M4.8 5 8 1.8 11.2 5M4.5 7.5h-2v6.5h11V7.5h-2",
            Self::Stop => "M4 4h8v8H4z",
            Self::Sun => {
                "M10.7 8a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"
            }
            Self::Terminal => "M1.8 2.8h12.4v10.4H1.8zM4.5 6 6.7 8l-2.2 2M8.5 10.3h3",
            Self::Trash => "M2.5 4h11M6 4V2.2h4V4M4 4l.6 9.8h6.8L12 4M6.7 6.8v4.4M9.3 6.8v4.4",
            Self::Undo => "M5.5 3 2.5 6l3 3M3 6h6.5a4 4 0 0 1 0 8H7",
            Self::Up => "M8 13V3M4 7l4-4 4 4",
            Self::Upload => "M8 10.5v-8M4.7 5.7 8 2.5l3.3 3.2M2.5 13.5h11",
            Self::Warning => "M8 2.2 14.5 13.5h-13zM8 6.5v3.3M8 11.7v.1",
        }
    }
}

/// An icon. It says nothing to a screen reader: what it stands beside, or the button's label, does.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=glyph.path()></path>
        </svg>
    }
}
