#![no_main]

#[path = "../bodies.rs"]
#[allow(dead_code)]
mod bodies;
#[path = "../../tests/support/disk.rs"]
mod disk;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::catalog(data));
