//! Time expressions of the news, as intervals of days.
