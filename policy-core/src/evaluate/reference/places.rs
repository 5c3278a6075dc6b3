//! Where values lie, and the worlds that differ in this: small sets, as bits.

/// Where a value lies in relation to the values that a test asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Below,
    Inside,
    Above,
}

impl Place {
    const ALL: [Place; 3] = [Place::Below, Place::Inside, Place::Above];

    const fn bit(self) -> u8 {
        match self {
            Place::Below => 0b001,
            Place::Inside => 0b010,
            Place::Above => 0b100,
        }
    }
}

/// Some of the places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Places(u8);

impl Places {
    pub(super) const NONE: Places = Places(0);

    pub(super) const fn with(self, place: Place) -> Places {
        Places(self.0 | place.bit())
    }

    pub(super) const fn contains(self, place: Place) -> bool {
        self.0 & place.bit() != 0
    }

    /// From lowest to highest.
    pub(super) fn iter(self) -> impl Iterator<Item = Place> {
        Place::ALL.into_iter().filter(move |place| self.contains(*place))
    }
}

/// Some worlds, as far as they matter: each given by the places of its results in the window.
#[derive(Clone, Copy)]
pub(super) struct Worlds(u8);

impl Worlds {
    pub(super) const NONE: Worlds = Worlds(0);

    pub(super) fn with(self, world: Places) -> Worlds {
        Worlds(self.0 | 1_u8.wrapping_shl(world.0.into()))
    }

    pub(super) fn contains(self, world: Places) -> bool {
        self.0.wrapping_shr(world.0.into()) & 1 == 1
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Places> {
        (0..8).map(Places).filter(move |world| self.contains(*world))
    }
}
