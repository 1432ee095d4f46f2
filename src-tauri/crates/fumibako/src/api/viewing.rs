//! Wire types of what is viewed through the terminal.

use super::{
    common::{DateShown, FindingShown},
    reception::ViewKind,
    wire,
};
use domain::terminal::RequestState;

wire! {
    /// What to view.
    pub struct ViewAsk {
        /// Of whom.
        pub patient_id: String,
        /// What.
        pub kind: ViewKind,
        /// First month as typed; empty for the usual span.
        pub from: String,
        /// Last month; empty for this one.
        pub to: String,
        /// As pages instead of rows.
        pub paper: bool,
    }

    /// A view.
    pub struct ViewShown {
        /// Id of the request.
        pub id: String,
        /// What.
        pub kind: ViewKind,
        /// When it was asked for.
        pub asked: DateShown,
        /// First month in words; empty where it has none.
        pub from: String,
        /// Last month.
        pub to: String,
        /// Pages instead of rows.
        pub paper: bool,
        /// How far it is.
        pub state: RequestState,
        /// Whether it brought what was asked for.
        pub there: bool,
        /// What the service said, word for word.
        pub said: String,
        /// Heads of the columns.
        pub heads: Vec<String>,
        /// Its rows, each once, the newest first.
        pub rows: Vec<ViewRowShown>,
        /// What is odd about it.
        pub findings: Vec<FindingShown>,
    }

    /// A row of a view.
    pub struct ViewRowShown {
        /// Its place.
        pub item: i32,
        /// What stands under the heads.
        pub cells: Vec<String>,
        /// The chart has the same row.
        pub known: bool,
    }

    /// Rows to take over into the chart.
    pub struct ViewTake {
        /// The view.
        pub id: String,
        /// Their places.
        pub items: Vec<i32>,
    }
}
