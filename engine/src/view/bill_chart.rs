//! What a bill looks like: its days as a chart with a table twin.
