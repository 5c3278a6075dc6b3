//! What a topic sees at a moment: how the days that it looks at lie to each other.
//!
//! In: a topic, and moments. Out: a number for each of them; two moments with the same number are
//! the same to it. The days that are seen from one request or one service are worked out once.

use super::Moment;
use super::topics::Topic;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// What a topic sees.
pub(super) struct Sight<'t> {
    topic: &'t Topic,
    fixed: Vec<i32>,
    from_request: HashMap<NaiveDate, Vec<i32>>,
    from_service: HashMap<NaiveDate, Vec<i32>>,
    pictures: HashMap<Vec<(u16, u16)>, u32>,
}

impl<'t> Sight<'t> {
    pub(super) fn of(topic: &'t Topic) -> Sight<'t> {
        Sight {
            topic,
            fixed: numbers(topic.seen_from_anywhere()),
            from_request: HashMap::new(),
            from_service: HashMap::new(),
            pictures: HashMap::new(),
        }
    }

    /// The number of what is seen at a moment.
    pub(super) fn picture(&mut self, moment: Moment) -> u32 {
        let Moment { request_date, service_date } = moment;
        let topic = self.topic;
        let from_request = self
            .from_request
            .entry(request_date)
            .or_insert_with(|| numbers(topic.seen_from_request(request_date)));
        let from_service = self
            .from_service
            .entry(service_date)
            .or_insert_with(|| numbers(topic.seen_from_service(service_date)));
        let days = from_request.iter().chain(&*from_service).chain(&self.fixed).copied();
        let picture = picture(&days.collect::<Vec<_>>(), topic.room());
        let next = u32::try_from(self.pictures.len()).unwrap_or(u32::MAX);
        *self.pictures.entry(picture).or_insert(next)
    }
}

fn numbers(days: Vec<NaiveDate>) -> Vec<i32> {
    days.into_iter().map(|day| day.num_days_from_ce()).collect()
}

/// In the order of the days, from the first to the last: which one it is, and how far it lies from
/// the one before, where that matters.
fn picture(days: &[i32], room: i32) -> Vec<(u16, u16)> {
    let mut sorted = (0_u16..).zip(days).map(|(which, day)| (*day, which)).collect::<Vec<_>>();
    sorted.sort_unstable();
    let mut before = None;
    let place = |(day, which): (i32, u16)| {
        let distance = before.map_or(0, |before| day.saturating_sub(before).min(room));
        before = Some(day);
        (which, u16::try_from(distance).unwrap_or(u16::MAX))
    };
    sorted.into_iter().map(place).collect()
}
