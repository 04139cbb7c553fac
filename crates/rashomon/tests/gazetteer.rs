//! Does a dump that a user downloaded become places of a run?

use extract::places::Gazetteer;
use rashomon::{Carried, import_gazetteer};
use std::fs;

const DUMP: &str = "\
900001\tTall Zarqūn\tTall Zarqun\tTel Zarkoun,TZQ\t35.10\t40.20\tP\tPPL\tSY\t\t07\t\t\t\t1200\t\t210\tAsia/Damascus\t2020-01-01
900002\tZarqun Air Base\tZarqun Air Base\t\t35.20\t40.30\tS\tAIRB\tSY\t\t07\t\t\t\t0\t\t210\tAsia/Damascus\t2020-01-01
900003\tZarqun Bakery\tZarqun Bakery\t\t35.20\t40.30\tS\tMKT\tSY\t\t07\t\t\t\t0\t\t210\tAsia/Damascus\t2020-01-01
not a row
";
const ALTERNATES: &str =
    "1\t900001\ten\tBlue Hill\t\t\t\t\t\t\n2\t900001\tlink\thttps://example.org\t\t\t\t\t\t\n3\t5\ten\tElsewhere\n";

#[test]
fn a_dump_becomes_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let (dump, alternates) = (folder.path().join("SY.txt"), folder.path().join("alternateNamesV2.txt"));
    fs::write(&dump, DUMP).expect("is written");
    fs::write(&alternates, ALTERNATES).expect("is written");
    let data = folder.path().join("data");
    let imported = import_gazetteer(&[dump, alternates], &data).expect("is imported");
    assert_eq!((imported.places, imported.alternates, imported.left_out), (2, 1, 4));
    let carried = Carried::new(Some(&data)).expect("is read");
    assert!(carried.imported_places().is_some_and(|line| line.contains("2 imported places (SY.txt ")));
    let gazetteer = Gazetteer::load(&carried.files).expect("no problems");
    let ids = |name: &str| -> Vec<String> {
        gazetteer.lookup(name).into_iter().map(|candidate| candidate.place.id).collect()
    };
    for name in ["Tell Zarqoun", "Blue Hill"] {
        assert!(ids(name).contains(&"geonames:900001".into()), "{name}: {:?}", ids(name));
    }
    assert!(ids("Zarqun Air Base").contains(&"geonames:900002".into()));
    assert!(!ids("Zarqun Bakery").contains(&"geonames:900003".into()));
    assert!(ids("Damascus").contains(&"geonames:170654".into()), "the default stays: {:?}", ids("Damascus"));
}

#[test]
fn what_is_no_dump_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [("notes.txt", &b"just words\n"[..]), ("SY.zip", b"PK\x03\x04...")] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("is written");
        let data = folder.path().join("data");
        assert!(import_gazetteer(&[path], &data).is_err(), "{name}");
        assert!(!data.join("models/gazetteer/imported.bin.zst").exists());
    }
}
