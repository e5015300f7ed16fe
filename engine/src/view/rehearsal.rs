//! What a rehearsal shows: by date, by kind, against what runs today.
