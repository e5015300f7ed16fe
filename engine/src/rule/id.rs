//! The ids of the rules, area by area in reading order.

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($name:ident $id:literal,)+) => {
        /// A rule of the rulebook, named after its id: `POL-12` is `Pol12`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        #[repr(u16)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`")] $name,)+
        }

        /// All rules in reading order.
        pub(super) static ALL: &[Rule] = &[$(Rule::$name,)+];

        /// Their ids, in the same order.
        pub(super) static IDS: &[&str] = &[$($id,)+];
    };
}

rules! {
    Pol01 "POL-01", Pol02 "POL-02", Pol03 "POL-03", Pol04 "POL-04", Pol05 "POL-05", Pol06 "POL-06",
    Pol10 "POL-10", Pol11 "POL-11", Pol12 "POL-12", Pol13 "POL-13", Pol14 "POL-14", Pol15 "POL-15",
    Pol16 "POL-16", Pol17 "POL-17", Pol20 "POL-20", Pol21 "POL-21", Pol22 "POL-22", Pol23 "POL-23",
    Pol24 "POL-24", Pol30 "POL-30", Pol31 "POL-31", Pol32 "POL-32", Pol33 "POL-33", Pol40 "POL-40",
    Pol41 "POL-41", Pol42 "POL-42", Pol43 "POL-43", Pol50 "POL-50", Pol51 "POL-51", Pol60 "POL-60",
    Pol61 "POL-61", Pol62 "POL-62", Pol63 "POL-63", Pol64 "POL-64", Pol65 "POL-65", Pol66 "POL-66",
    Pol70 "POL-70", Pol71 "POL-71", Pol72 "POL-72", Pol73 "POL-73", Pol74 "POL-74", Pol80 "POL-80",
    Pol81 "POL-81", Pol82 "POL-82", Pol83 "POL-83", Pol90 "POL-90", Pol91 "POL-91", Pol92 "POL-92",
    Pol93 "POL-93", Pol94 "POL-94", Pol95 "POL-95", Pol96 "POL-96", Pol97 "POL-97", Pol98 "POL-98",
    Pol99 "POL-99",

    Con01 "CON-01", Con02 "CON-02", Con03 "CON-03", Con04 "CON-04", Con05 "CON-05", Con06 "CON-06",
    Con07 "CON-07", Con08 "CON-08", Con09 "CON-09", Con10 "CON-10", Con11 "CON-11", Con20 "CON-20",
    Con21 "CON-21", Con22 "CON-22", Con23 "CON-23", Con24 "CON-24", Con30 "CON-30", Con31 "CON-31",
    Con32 "CON-32", Con33 "CON-33", Con34 "CON-34", Con35 "CON-35", Con36 "CON-36", Con37 "CON-37",
    Con38 "CON-38", Con39 "CON-39", Con40 "CON-40", Con50 "CON-50", Con51 "CON-51", Con52 "CON-52",
    Con53 "CON-53", Con54 "CON-54", Con55 "CON-55", Con56 "CON-56", Con60 "CON-60", Con61 "CON-61",
    Con62 "CON-62", Con63 "CON-63", Con64 "CON-64", Con65 "CON-65",

    Snp01 "SNP-01", Snp02 "SNP-02", Snp03 "SNP-03", Snp04 "SNP-04", Snp05 "SNP-05", Snp06 "SNP-06",
    Snp07 "SNP-07", Snp08 "SNP-08", Snp09 "SNP-09", Snp10 "SNP-10", Snp11 "SNP-11", Snp12 "SNP-12",
    Snp20 "SNP-20", Snp21 "SNP-21", Snp22 "SNP-22", Snp23 "SNP-23", Snp30 "SNP-30", Snp31 "SNP-31",
    Snp32 "SNP-32",

    Arc01 "ARC-01", Arc02 "ARC-02", Arc03 "ARC-03", Arc04 "ARC-04", Arc05 "ARC-05", Arc06 "ARC-06",
    Arc07 "ARC-07", Arc08 "ARC-08", Arc09 "ARC-09", Arc10 "ARC-10",

    Res01 "RES-01", Res02 "RES-02", Res03 "RES-03", Res04 "RES-04", Res05 "RES-05", Res06 "RES-06",
    Res07 "RES-07", Res08 "RES-08", Res09 "RES-09", Res10 "RES-10", Res11 "RES-11", Res12 "RES-12",
    Res13 "RES-13", Res14 "RES-14", Res15 "RES-15", Res16 "RES-16", Res17 "RES-17",

    Job01 "JOB-01", Job02 "JOB-02", Job03 "JOB-03", Job04 "JOB-04", Job05 "JOB-05", Job06 "JOB-06",
    Job07 "JOB-07", Job08 "JOB-08", Job09 "JOB-09", Job10 "JOB-10", Job11 "JOB-11", Job12 "JOB-12",
    Job13 "JOB-13",

    Acc01 "ACC-01", Acc02 "ACC-02", Acc03 "ACC-03", Acc04 "ACC-04", Acc05 "ACC-05", Acc06 "ACC-06",
    Acc07 "ACC-07", Acc08 "ACC-08",

    Err01 "ERR-01", Err02 "ERR-02", Err03 "ERR-03", Err04 "ERR-04", Err05 "ERR-05", Err06 "ERR-06",
    Err07 "ERR-07", Err10 "ERR-10", Err11 "ERR-11", Err12 "ERR-12", Err13 "ERR-13",

    Bil01 "BIL-01", Bil02 "BIL-02", Bil03 "BIL-03", Bil10 "BIL-10", Bil11 "BIL-11", Bil12 "BIL-12",
    Bil13 "BIL-13", Bil14 "BIL-14", Bil15 "BIL-15", Bil16 "BIL-16", Bil17 "BIL-17", Bil18 "BIL-18",
    Bil19 "BIL-19",

    Dif01 "DIF-01", Dif02 "DIF-02", Dif03 "DIF-03", Dif04 "DIF-04",

    Reg01 "REG-01", Reg02 "REG-02", Reg03 "REG-03",

    Api01 "API-01", Api02 "API-02", Api03 "API-03", Api04 "API-04", Api05 "API-05", Api06 "API-06",
    Api07 "API-07", Api08 "API-08", Api09 "API-09", Api10 "API-10", Api11 "API-11", Api12 "API-12",
    Api13 "API-13", Api14 "API-14", Api15 "API-15", Api16 "API-16", Api17 "API-17", Api18 "API-18",
    Api19 "API-19", Api20 "API-20", Api21 "API-21", Api22 "API-22", Api23 "API-23", Api24 "API-24",
    Api25 "API-25", Api26 "API-26", Api40 "API-40", Api41 "API-41", Api42 "API-42", Api43 "API-43",
    Api44 "API-44", Api45 "API-45", Api46 "API-46", Api47 "API-47", Api48 "API-48", Api49 "API-49",
    Api50 "API-50",

    Tf01 "TF-01", Tf02 "TF-02", Tf03 "TF-03",

    Mdl01 "MDL-01", Mdl02 "MDL-02", Mdl03 "MDL-03", Mdl04 "MDL-04", Mdl05 "MDL-05", Mdl10 "MDL-10",
    Mdl11 "MDL-11", Mdl12 "MDL-12", Mdl13 "MDL-13", Mdl14 "MDL-14", Mdl15 "MDL-15", Mdl16 "MDL-16",
    Mdl17 "MDL-17", Mdl18 "MDL-18", Mdl19 "MDL-19", Mdl20 "MDL-20", Mdl21 "MDL-21", Mdl22 "MDL-22",
    Mdl23 "MDL-23", Mdl24 "MDL-24", Mdl25 "MDL-25", Mdl30 "MDL-30", Mdl31 "MDL-31", Mdl32 "MDL-32",
    Mdl33 "MDL-33", Mdl34 "MDL-34", Mdl35 "MDL-35", Mdl36 "MDL-36", Mdl37 "MDL-37",
}
