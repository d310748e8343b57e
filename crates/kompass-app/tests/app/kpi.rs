//! How a node comes by its key figures.

use crate::installed::installation;
use kompass_app::config::{Config, KpiConfig};
use kompass_app::kpi;
use kompass_testkit::{TestDb, kpis};

#[tokio::test]
async fn a_new_installation_makes_what_is_bundled() {
    let test = TestDb::sqlite().await;
    let folder = Some(test.path("disk/kpis"));
    let config = Config { kpi: KpiConfig { folder: folder.clone() }, ..Config::default() };
    let (new, _) = installation(&test, config);
    assert!(new.kpis.current().is_none(), "opening an installation waits for no import");
    let first = kpi::ready(&new).await.unwrap();
    assert_eq!(first.digest, kpis().current().unwrap().digest);
    assert_eq!(new.kpis.current().unwrap().digest, first.digest);
    assert!(kpi::Store::open(folder.unwrap()).unwrap().current().is_some(), "it is kept");
}
