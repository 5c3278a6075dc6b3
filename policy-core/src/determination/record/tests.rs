use super::*;

#[test]
fn every_number_of_slots_has_a_record_with_room_for_it() {
    for slots in 0..=SLOTS {
        let words = words_for(slots);
        assert!([1, 2, 4, 8, 16].contains(&words) && words * SLOTS_PER_WORD >= slots, "{slots}");
    }
}

#[test]
fn the_last_slot_of_every_size_is_kept() {
    fn kept<const WORDS: usize>()
    where
        Truths: From<Record<WORDS>>,
    {
        let mut record = Record::<WORDS>::new();
        let last = u16::try_from(WORDS * SLOTS_PER_WORD - 1).unwrap();
        record.keep(0, Truth::UNKNOWN);
        record.keep(last, Truth::NOT_MET);
        let truths = Truths::from(record);
        assert_eq!(
            [truths.at(Slot(0)), truths.at(Slot(1)), truths.at(Slot(last))],
            [Some(Truth::UNKNOWN), None, Some(Truth::NOT_MET)]
        );
        assert_eq!(truths.at(Slot(last + 1)), None);
    }
    kept::<1>();
    kept::<2>();
    kept::<4>();
    kept::<8>();
    kept::<16>();
}
