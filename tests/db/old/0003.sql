BEGIN TRANSACTION;
CREATE TABLE assessment (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	standard TEXT NOT NULL, 
	state TEXT NOT NULL, 
	assessed_on TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	b1_1 INTEGER, 
	b1_2 INTEGER, 
	b1_3 INTEGER, 
	b1_4 INTEGER, 
	b1_5 INTEGER, 
	b1_6 INTEGER, 
	b1_7 INTEGER, 
	b1_8 INTEGER, 
	b2_1 INTEGER, 
	b2_2 INTEGER, 
	b2_3 INTEGER, 
	b2_4 INTEGER, 
	b3_1 INTEGER, 
	b3_2 INTEGER, 
	b3_3 INTEGER, 
	b3_4 INTEGER, 
	b3_5 INTEGER, 
	b3_6 INTEGER, 
	b3_7 INTEGER, 
	b3_8 INTEGER, 
	b3_9 INTEGER, 
	b4_1 INTEGER, 
	b4_2 INTEGER, 
	b4_3 INTEGER, 
	b4_4 INTEGER, 
	b4_5 INTEGER, 
	coma INTEGER NOT NULL, 
	falls INTEGER, 
	wandering INTEGER, 
	choking INTEGER, 
	self_harm INTEGER, 
	other_events INTEGER, 
	background TEXT, 
	diagnoses TEXT, 
	medication TEXT, 
	conditions TEXT, 
	score_b1 INTEGER, 
	score_b2 INTEGER, 
	score_b3 INTEGER, 
	score_b4 INTEGER, 
	total INTEGER, 
	preliminary_level INTEGER, 
	rule TEXT, 
	final_level INTEGER, 
	other_level TEXT, 
	other_score TEXT, 
	informant_name TEXT, 
	informant_relation TEXT, 
	contact_name TEXT, 
	contact_phone TEXT, 
	assessor1 TEXT, 
	assessor2 TEXT, 
	organisation TEXT, 
	valid_until TEXT, 
	corrects TEXT, 
	correction_reason TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_assessment PRIMARY KEY (id), 
	CONSTRAINT fk_assessment_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_assessment_number UNIQUE (number), 
	CONSTRAINT uq_assessment_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "assessment" VALUES(1,'01a20120-d009-7084-b175-b07e95faa5d9',1,'PG000001','GB/T 42195-2022','draft','2026-11-01','首次',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE attachment (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	content BLOB, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_attachment PRIMARY KEY (id), 
	CONSTRAINT fk_attachment_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_attachment_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "attachment" VALUES(1,'01a20120-d00a-726a-8156-8a6f1b9582a7',1,'consent','a.png','image/png',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(2,'01a20120-d026-76ef-a8bd-94cf4c9ced41',1,'photo','photo.jpg','image/jpeg',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE attendance (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	service_date TEXT NOT NULL, 
	arrived_at TEXT NOT NULL, 
	method TEXT NOT NULL, 
	source TEXT NOT NULL, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_attendance_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "attendance" VALUES(1,'01a20120-cf6a-71f0-be0e-a6fa3d28ca13',1,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attendance" VALUES(2,'01a20120-cfc4-7015-82bf-dda4b6969c63',2,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','点错人');
INSERT INTO "attendance" VALUES(3,'01a20120-cfe1-7414-8284-bc034e3d07bf',3,'2026-11-23','2026-11-23 07:10:05','face','terminal',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE audit_event (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor_uid TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	action TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	row_hash TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_event PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_event" VALUES(1,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20120-ce36-72ac-959e-bcd4d0db98bc','5b0cd67ace444cb45c14897f7ff21306802e95e723e672a311e17a5401c70fb5','{}','设立中心','0000000000000000000000000000000000000000000000000000000000000000','2968ac39a43d8b8d4e8f13da108eaeeda0a7df66cc8fdb9ff7045b57836b6d92');
INSERT INTO "audit_event" VALUES(2,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20120-ce3a-7615-82b6-0f9f15e89223','131ca44c1d108e4c058ff617ae9d46e9c49dfd7527c28e13315f552798984de4','{}','设立中心','2968ac39a43d8b8d4e8f13da108eaeeda0a7df66cc8fdb9ff7045b57836b6d92','1339a8121cf18276239e4468f8d929ebe2b9f2ab28011e7261ec9f55566bcc0f');
INSERT INTO "audit_event" VALUES(3,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','user_account','01a20120-cef9-73b3-b666-0ace1ee8c777','97d307adaa46ca45fc2e3a549f3ba871e714de6f9fe6fe24ac1c7923db5a5e82','{}','新建账号','1339a8121cf18276239e4468f8d929ebe2b9f2ab28011e7261ec9f55566bcc0f','f6c491233c7658da70bb454b27b0e8acabb3d0b9feb58f87ee2c4daa99acd95a');
INSERT INTO "audit_event" VALUES(4,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20120-cf13-73a5-b4ab-b1323017005a','01a83fe0bb1a2281fb4cbb27e68476753cdd8c302f30719161b0a66efcf0fe21','{}','','f6c491233c7658da70bb454b27b0e8acabb3d0b9feb58f87ee2c4daa99acd95a','14fe1b6056ecbfb64859f9e09f6dc57ad7595f4d695fd3c85947e235aea535c8');
INSERT INTO "audit_event" VALUES(5,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20120-cf26-77e1-bc3d-f6e6a6966bfa','b148edea1197d12022242ac6b578dab29ae408cf2edc1b1b498f70fb6f59361a','{}','','14fe1b6056ecbfb64859f9e09f6dc57ad7595f4d695fd3c85947e235aea535c8','9377471dbd7b740e687d4a7e5d5d409a0af499b4dfc68e8181c800702bb347e2');
INSERT INTO "audit_event" VALUES(6,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20120-cf2e-77e7-bcec-442b13d3be8e','518751a312c04ffab808a55118c347cacdcfaa4a6e5dfb979115c19aae5cead7','{}','','9377471dbd7b740e687d4a7e5d5d409a0af499b4dfc68e8181c800702bb347e2','b907673fb5607d77e1cd81519887f8412649da2378733cb782ece6cc623b0d65');
INSERT INTO "audit_event" VALUES(7,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20120-cf36-7527-a4e6-bc88314b207f','3f0733ff7cb40256c6fff84ef6b82e6d688b2c91038d5d97b3674721ff4019b3','{}','','b907673fb5607d77e1cd81519887f8412649da2378733cb782ece6cc623b0d65','841bb67e13c0c2bb6ea5443583b647c7adf952590e8cda4c45049ee4c060e19a');
INSERT INTO "audit_event" VALUES(8,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20120-cf13-73a5-b4ab-b1323017005a','d00c20741d52f38ebc48da3514cd2c127a909495272c15db8e647bd41fc50014','{"value":["2","3"]}','','841bb67e13c0c2bb6ea5443583b647c7adf952590e8cda4c45049ee4c060e19a','81f75dd3ffb757697d630a9e6348fa9dd5a9d9227566b0036a799b4da54ba313');
INSERT INTO "audit_event" VALUES(9,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20120-cf48-735a-ab4b-9669301d17d3','0273d3a74ab67e5d7a7247046b80664104e3676eb8d857654d0b027644807b13','{}','','81f75dd3ffb757697d630a9e6348fa9dd5a9d9227566b0036a799b4da54ba313','71f97bc2cb373d448a31c9e6610966c9a242154b79a786a3b2fb22b9e2bb5435');
INSERT INTO "audit_event" VALUES(10,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20120-cf4a-719e-b3cd-1d98a32f42de','7234d932ad8ca4c9e3ef95cd25ced83b287b6ec1a7d6f1a9d27a2f305816c6c7','{}','','71f97bc2cb373d448a31c9e6610966c9a242154b79a786a3b2fb22b9e2bb5435','4145135dae83a80a9f8c021050b854e3308f0f79ff7e8726af670cd7733e2469');
INSERT INTO "audit_event" VALUES(11,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20120-cf4d-7793-b279-81cb5390c49a','124b7853c7f3e81f054cdcd0615e04085c70861b01a498f307c5da46c30b4a1c','{}','','4145135dae83a80a9f8c021050b854e3308f0f79ff7e8726af670cd7733e2469','181692e3bf65f6e7aa25990581e67f690eae7903814886c45fd9cbf9df27853f');
INSERT INTO "audit_event" VALUES(12,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20120-cf13-73a5-b4ab-b1323017005a','824799b1a676ac34b09740c6f8b6bd6ab5b5b1df58fdbfa8f188400348063195','{"value":["3","4"]}','','181692e3bf65f6e7aa25990581e67f690eae7903814886c45fd9cbf9df27853f','efbd526dbe1db7c33ea9387793fd39009485d0fa125b53381e9b217c0cad85da');
INSERT INTO "audit_event" VALUES(13,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20120-cf56-7435-86b2-11c7fad27a20','cb862886c2e3d6d4b548fed98afa10ec0fb841274fbeb29f86e4fe8958c90fa5','{}','','efbd526dbe1db7c33ea9387793fd39009485d0fa125b53381e9b217c0cad85da','582e453256ebe7ca7d9800065f34126fb244afcbb3961770301dbce6ad3c12d9');
INSERT INTO "audit_event" VALUES(14,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20120-cf57-7081-9020-d9a74ac75b0d','0c5702fdfb514fff67c7c9d0303b24a0e17c83942c7f28baa11bd4399e0c68b6','{}','','582e453256ebe7ca7d9800065f34126fb244afcbb3961770301dbce6ad3c12d9','f7bacc4a4513ea19361b273bd4add54c31ea247bfc9ce5d60eb7d3a55291b41f');
INSERT INTO "audit_event" VALUES(15,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20120-cf59-71f3-be6a-6e16a571e5ec','f79ff719b6e607356878c1edc74f61ef4333c6ff07d1e013a5547951bbd5fd6a','{}','','f7bacc4a4513ea19361b273bd4add54c31ea247bfc9ce5d60eb7d3a55291b41f','5e266ccdb5a9ef821282669adefc5720a1f54ac7c904436ec237b7554ab73440');
INSERT INTO "audit_event" VALUES(16,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20120-cf13-73a5-b4ab-b1323017005a','a49b57400eb41def59fc7c638c661c6a5f77b08a749a7fe1103d0974d437cbc2','{"value":["4","5"]}','','5e266ccdb5a9ef821282669adefc5720a1f54ac7c904436ec237b7554ab73440','80d8c30c5c65e6ed2602c84a61c158f396dd6fb7e9692aec2d96e4c995aa4c68');
INSERT INTO "audit_event" VALUES(17,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20120-cf61-76a8-9502-6477e1285397','6026becca95924623dc87d071eee23d51ac529c34500afde2b2a81804f1a1e27','{}','','80d8c30c5c65e6ed2602c84a61c158f396dd6fb7e9692aec2d96e4c995aa4c68','c9887936d53edb41c4020e98e38c2dc583963e0bcbccbdce2e9e62e3b66bc1fb');
INSERT INTO "audit_event" VALUES(18,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20120-cf62-7756-aadb-b8e65787f695','7aed4a87c0bf24247832a9d141727bb24258a9ad1fd5f3d9b6616c76f4d6ccd1','{}','','c9887936d53edb41c4020e98e38c2dc583963e0bcbccbdce2e9e62e3b66bc1fb','1a0baa9b7573e8dc8ad975b46611cd6d979910a4c247cd06c2285fcf6db833e4');
INSERT INTO "audit_event" VALUES(19,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20120-cf63-750b-a16e-ac36b1c5596a','81b021cc6f1d0bd08b864e2bf2eee37a883871ebb048f9c27f6e2a6f016102c9','{}','','1a0baa9b7573e8dc8ad975b46611cd6d979910a4c247cd06c2285fcf6db833e4','ca800ac91539eec9b0259cd1b3a08be276d47a8cc93acd4878d16394714175fb');
INSERT INTO "audit_event" VALUES(20,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20120-cf6a-71f0-be0e-a6fa3d28ca13','e49a213b2a0e6688babb4447441e5e0cd012d23f080830868eb5694ebafcf207','{}','','ca800ac91539eec9b0259cd1b3a08be276d47a8cc93acd4878d16394714175fb','db2fe035a4db318df305c81f58bbedeac8d0437e67d86b61a72ef12257d966bb');
INSERT INTO "audit_event" VALUES(21,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20120-cfc4-7015-82bf-dda4b6969c63','b8ac87bfb0b688eb6454b637bcbe1110bc2fabf1933c213df8fea45462e404e0','{}','','db2fe035a4db318df305c81f58bbedeac8d0437e67d86b61a72ef12257d966bb','28d089827cdd4c59a40e11eba3184d05c2bd1f6778923f2f8f64b2b57601ca06');
INSERT INTO "audit_event" VALUES(22,'2026-11-23T00:30:00.000000Z','<system>','系统','update','attendance','01a20120-cfc4-7015-82bf-dda4b6969c63','f7dc6af595e9344fb799bc3b7a8ecd8c8a580bdcbca2e19a571c39035ef0e9cb','{"deleted_at":[null,"2026-11-23T00:30:00.000000Z"],"deleted_reason":[null,"点错人"]}','点错人','28d089827cdd4c59a40e11eba3184d05c2bd1f6778923f2f8f64b2b57601ca06','d7e6507cfe295421a8df78b3f81845f8a25ddbfa938e85d14a667932515dc5ec');
INSERT INTO "audit_event" VALUES(23,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','meal','01a20120-cfcd-7540-a813-7ed819aa73bd','c10abece257edc3e6215f3ebac4f31a879782f1e56ce07b14a3b5b2e53f01c02','{}','','d7e6507cfe295421a8df78b3f81845f8a25ddbfa938e85d14a667932515dc5ec','0af39ff4e8aaa24d0e6b2a3b734f37192ddc9d7987bb331e3e73c264a2d164ca');
INSERT INTO "audit_event" VALUES(24,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a20120-cfd2-7010-8203-a8f5b30f89b0','10c0ae88f46098f2d7937baa4aa42e83522ab06fd4077c903c222aa21e7d02b9','{}','','0af39ff4e8aaa24d0e6b2a3b734f37192ddc9d7987bb331e3e73c264a2d164ca','c131bfe9edd083028bb5b3fa9a129f983f7c61d4eb614df6d18064b9b001a249');
INSERT INTO "audit_event" VALUES(25,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal','01a20120-cfd8-7181-b02d-23c09b7cf3b2','08df880e2c6948d95de5528d8d2aa437711d045c6058ceb523f89a1e2d337c99','{}','导入终端文件 1_attlog.dat','c131bfe9edd083028bb5b3fa9a129f983f7c61d4eb614df6d18064b9b001a249','8f1c19552c1a788d26bb96014de1c9f4a31653dd384224554e80e0152c66fb57');
INSERT INTO "audit_event" VALUES(26,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_file','01a20120-cfd8-7182-826f-1333bf1746f9','f08d6bfdb9178faee0bf6c93e9bdb1bf978446eb652dd134f654aa2533692bd9','{}','导入终端文件 1_attlog.dat','8f1c19552c1a788d26bb96014de1c9f4a31653dd384224554e80e0152c66fb57','db4382958b92c22ab539f0ded14927925dfbcc13d44d6bc003c15c6f1f92c62d');
INSERT INTO "audit_event" VALUES(27,'2026-11-23T00:30:00.000000Z','<system>','系统','import','face_check','1','','{"repeats":0,"sha256":"97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0","stored":2}','导入终端文件 1_attlog.dat','db4382958b92c22ab539f0ded14927925dfbcc13d44d6bc003c15c6f1f92c62d','37605eec44cfaeac0bccb20322b2f7c63c3aefdf972730d8ca03538512100149');
INSERT INTO "audit_event" VALUES(28,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20120-cfe1-7414-8284-bc034e3d07bf','1718be0dbe0c4922cfc7fb91dd64803fadd6c224336e9501a65720171f889724','{}','终端核对','37605eec44cfaeac0bccb20322b2f7c63c3aefdf972730d8ca03538512100149','e8149a5cb412be19bf3a2093354ab2420237ff11aaf1f426af05791b64be5169');
INSERT INTO "audit_event" VALUES(29,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a20120-cfe4-762c-8589-ab5cf2a84513','9e658b12dcd4385c3b43ac01ac473db81f63655658bf2786db419f6ad9e588f7','{}','终端核对','e8149a5cb412be19bf3a2093354ab2420237ff11aaf1f426af05791b64be5169','22a13369168d45111a796862807b86017e4659c92f58f719cc0df061dfbb566c');
INSERT INTO "audit_event" VALUES(30,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','document','01a20120-cfeb-75f4-be96-33c446f0dda8','2f64afee8699701f3facddb99af5306392b7511eca7ea24e3f5536204ad5a96a','{}','打印 daily-roster','22a13369168d45111a796862807b86017e4659c92f58f719cc0df061dfbb566c','49549a6e653d81d98bc696b3ea0cac150cdc89c8fc8a1eae7f7c03732e08d5d5');
INSERT INTO "audit_event" VALUES(31,'2026-11-23T00:30:00.000000Z','<system>','系统','update','document','01a20120-cfeb-75f4-be96-33c446f0dda8','a16b34f2a40b899459e1c04a2eeff1f97211ded1673349153c7f87b465d1c531','{"pages":[null,1],"sha256":[null,"d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f"]}','归档 QD-20261123-001','49549a6e653d81d98bc696b3ea0cac150cdc89c8fc8a1eae7f7c03732e08d5d5','2096a02d234998bdcb2e89af827af1189da05615467002fe9b7cb6b6063c1fc9');
INSERT INTO "audit_event" VALUES(32,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_peer','01a20120-cff7-765c-8b9a-9611527ca7fe','fe02dafc7f26d95be8462d89389464afb2fe98009fffa9949f59ad206c003a7d','{}','配对区平台','2096a02d234998bdcb2e89af827af1189da05615467002fe9b7cb6b6063c1fc9','4025334d2d4e78942b25f93dfe905f012a80326f7e5be48958f50706d645924c');
INSERT INTO "audit_event" VALUES(33,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_identity','01a20120-cffb-7455-8aa5-4d7790194dc4','e536404956bc4c47c6d4fb4ac8cfa221b4974a71835c34635fd0fa0dedbc78dd','{}','生成签名钥匙','4025334d2d4e78942b25f93dfe905f012a80326f7e5be48958f50706d645924c','a95e6c69ea84bb5c4d43cec492d9d191eb62c2fc097859f3836512221cf48a78');
INSERT INTO "audit_event" VALUES(34,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_bundle','01a20120-cfff-7724-a496-5f3ed26f599d','aa78b823b28f712f810bf57ff4e8d69a94fbc85dbb674cae13ac43884fe6fbcb','{}','生成上报包','a95e6c69ea84bb5c4d43cec492d9d191eb62c2fc097859f3836512221cf48a78','72f4fbe169b72af4fe9e9c56194a419c829fa7200ebb760aa4c56daea4596b07');
INSERT INTO "audit_event" VALUES(35,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household','01a20120-d005-72ae-95c3-4bed5f68e8bf','e7f28f38ef18909e432a32b9f4522d33ec62859ebb35ea58d1b35db5b05da14b','{}','设立中心','72f4fbe169b72af4fe9e9c56194a419c829fa7200ebb760aa4c56daea4596b07','efdd9d324ca62d41f9c8c0b97142f9c827ea52eb9811c806d0158b4529691370');
INSERT INTO "audit_event" VALUES(36,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member','01a20120-cf26-77e1-bc3d-f6e6a6966bfa','4752202c2f98d697fbc237f83f404a6353d93adc1d64f99111c1b8609f738e1e','{"ethnic":[null,"01"],"marital":[null,"30"],"registered_area":[null,"330105"]}','设立中心','efdd9d324ca62d41f9c8c0b97142f9c827ea52eb9811c806d0158b4529691370','c303240f7011b456f688435924f4789824fe28399474e4403123a791a2fde7ba');
INSERT INTO "audit_event" VALUES(37,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household_member','01a20120-d009-7081-9029-35cf9d73afae','019f9680a0e21c44ad8c711dcb637ed20f7f597a084a0b341a06a7fcfa387813','{}','设立中心','c303240f7011b456f688435924f4789824fe28399474e4403123a791a2fde7ba','3e4d144bef87cb20ad2045dd427ed9ba5616de09ace13ef8f329cbb410b43596');
INSERT INTO "audit_event" VALUES(38,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','contact','01a20120-d009-7082-bf72-a9cf4c31c727','355dce49acfe634cb77c8ffdd89bfd90aefeeec460f37937c2dfae5115e67fc7','{}','设立中心','3e4d144bef87cb20ad2045dd427ed9ba5616de09ace13ef8f329cbb410b43596','62f2a8b530c573cf417eeda1aa098d32c4f0884dc58e230e9e52aaba0397923a');
INSERT INTO "audit_event" VALUES(39,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_class','01a20120-d009-7083-966b-37674c8eae05','321e0da88b12e70910c807a3b00778218fadc0a2789e06e5ec16c34072ba4167','{}','设立中心','62f2a8b530c573cf417eeda1aa098d32c4f0884dc58e230e9e52aaba0397923a','325840ffab123d2d27a8c9b3fa3766a653e286af4663a8863f500fc76daba7c6');
INSERT INTO "audit_event" VALUES(40,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','assessment','01a20120-d009-7084-b175-b07e95faa5d9','1fba8ffc1dcb9562814d3996b47caf22783e2d7382c0eccaca838df15edf125f','{}','设立中心','325840ffab123d2d27a8c9b3fa3766a653e286af4663a8863f500fc76daba7c6','dc7e3f6c3a222d36866c419270e3a0bc7f41788c1537dd1268ff4313aaaa1769');
INSERT INTO "audit_event" VALUES(41,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','health_note','01a20120-d009-7085-bc31-c95017aeae3f','67da81cabaeb5f04c33ab33dafc93578d9974703b19aa2f6e2dc58890e0273d5','{}','设立中心','dc7e3f6c3a222d36866c419270e3a0bc7f41788c1537dd1268ff4313aaaa1769','61de50796fb0dc1a06a9cea4d5f0ff8712c3afec22922f14f15b847604d344a6');
INSERT INTO "audit_event" VALUES(42,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent_text','01a20120-d00a-7268-8d09-6a32a7da6e0f','e5d89922cf4023150f0b560fcb8c33fe6fa065a63f8ff5fab9b4ea616ebc5793','{}','设立中心','61de50796fb0dc1a06a9cea4d5f0ff8712c3afec22922f14f15b847604d344a6','bfda54407254523837507158a94121b9bb8b84793ae7d408e326ca126abc26e7');
INSERT INTO "audit_event" VALUES(43,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a20120-d00a-7269-969b-bc1a9cbce3eb','322f62edefa88448626d807482dde9d407c44e92519cac3963f7f64153790fe6','{}','设立中心','bfda54407254523837507158a94121b9bb8b84793ae7d408e326ca126abc26e7','011af63a3130c787bbd29dbfaedfacf4b375241d3824d5593dc933129704c349');
INSERT INTO "audit_event" VALUES(44,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a20120-d00a-726a-8156-8a6f1b9582a7','458ceab7bd92b18f63c1ee268b0c580b5f5391e3ee1a5e90bdfb4a9503528a70','{}','设立中心','011af63a3130c787bbd29dbfaedfacf4b375241d3824d5593dc933129704c349','d55e42e518475ccba42a64f80659a4db2b44ae75822718f788cc9d3bf04abfe5');
INSERT INTO "audit_event" VALUES(45,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','membership_period','01a20120-d00a-726b-9140-215a83342b2b','0b407ccb20d00bb3841f043039999187b049f8e1287fac989bf687b3bf92a07a','{}','设立中心','d55e42e518475ccba42a64f80659a4db2b44ae75822718f788cc9d3bf04abfe5','8a05add29e94689390d927eadae1c2b80fd1f2a2f36b1b40a6549410d1396f29');
INSERT INTO "audit_event" VALUES(46,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','import_run','01a20120-d00a-726c-885b-37176816f261','e2388bcebe810b796fa66b145caa621eb00568431f7cecfbfb4e338353ef3f40','{}','设立中心','8a05add29e94689390d927eadae1c2b80fd1f2a2f36b1b40a6549410d1396f29','0d39c5b3525021aa326ad489e84d209d2abd7fe3904e11e41d13961194880ae1');
INSERT INTO "audit_event" VALUES(47,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_merge','01a20120-d00a-726d-826c-77a53100c512','ccb6c0df8e2a5793345f60549fa5518e1ad4bf73853ece1be1bee30f67c14b11','{}','设立中心','0d39c5b3525021aa326ad489e84d209d2abd7fe3904e11e41d13961194880ae1','cf332902ef8d9d192b73c27fbc7d63b33cb9b270ebab173c74bc1bc6ba2f0b84');
INSERT INTO "audit_event" VALUES(48,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_distinct','01a20120-d00a-726e-968f-d1102cb1e275','c5a652edd9875ba6b3938f3cf38e8e5e8fe8cf2351257c50f9cc439638eb355a','{}','设立中心','cf332902ef8d9d192b73c27fbc7d63b33cb9b270ebab173c74bc1bc6ba2f0b84','50a005de1ab7fd5982879caf1419b27fdf5ec6b51447971b65fa35a2ac211b02');
INSERT INTO "audit_event" VALUES(49,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','export_profile','01a20120-d00a-726f-ad49-866986073017','e0113d44cafc80b551f33ade4b70b9a126b6d939692d5a193648b6d3de6e25c4','{}','设立中心','50a005de1ab7fd5982879caf1419b27fdf5ec6b51447971b65fa35a2ac211b02','1e03ea0ec135c10b61b6a637e871f79b998a70649cb8e9307ff4d52d56f19a2b');
INSERT INTO "audit_event" VALUES(50,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','code_entry','01a20120-d00a-7270-840a-04f394bda70b','8a72dcfdfe2eaf273cebe651c7d1f2f994cf23c59e1ddb0bc4ecf345708a9697','{}','设立中心','1e03ea0ec135c10b61b6a637e871f79b998a70649cb8e9307ff4d52d56f19a2b','022ab218c748aff831791ffd90c1f5f2b4f3341cf7655be3572705d62694e295');
INSERT INTO "audit_event" VALUES(51,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a20120-d026-76ee-9dc8-d56ef9f689fe','1fc8aae358ba6fd367ac9d3af2a00a25dacfe298ea88798c3c3954010e0f578d','{}','设立中心','022ab218c748aff831791ffd90c1f5f2b4f3341cf7655be3572705d62694e295','471d657b4caad34586ae6289ef711f6886dd21d562b9673b138f6ee916264dab');
INSERT INTO "audit_event" VALUES(52,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a20120-d026-76ef-a8bd-94cf4c9ced41','379b624844c169e7e3a9c8da3b6ffba70cb7bec79ae90e1aaaa7da442beb16ad','{}','设立中心','471d657b4caad34586ae6289ef711f6886dd21d562b9673b138f6ee916264dab','5a31c131fbd92c75e75bde558c6c70b50ed5c69dd6b099e15c7a3870f5a4389f');
INSERT INTO "audit_event" VALUES(53,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member_card','01a20120-cf2e-77e7-bcec-442b13d3be8e','bfe516e5deca9594c4a709189c18955f3179e8495407cbcd041942c2d6e90a68','{"valid_until":[null,"2027-12-31"]}','设立中心','5a31c131fbd92c75e75bde558c6c70b50ed5c69dd6b099e15c7a3870f5a4389f','07b9a254562ae122510f0b5c47ac48c8e31ac72bac3374152f5444402d712271');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_head" VALUES(1,53,'07b9a254562ae122510f0b5c47ac48c8e31ac72bac3374152f5444402d712271');
CREATE TABLE code_entry (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	table_name TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	grouping TEXT, 
	position INTEGER, 
	active INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_code_entry PRIMARY KEY (id), 
	CONSTRAINT uq_code_entry_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "code_entry" VALUES(1,'01a20120-d00a-7270-840a-04f394bda70b','diets','无糖','无糖',NULL,1,1,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	text_number INTEGER NOT NULL, 
	signed_by TEXT NOT NULL, 
	signer_name TEXT NOT NULL, 
	relation TEXT, 
	guardian_reason TEXT, 
	signed_on TEXT NOT NULL, 
	until TEXT, 
	witness TEXT, 
	scan_uid TEXT, 
	withdrawn_on TEXT, 
	withdrawn_reason TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT fk_consent_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_consent_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "consent" VALUES(1,'01a20120-d00a-7269-969b-bc1a9cbce3eb',1,'face',1,'self','王秀英',NULL,NULL,'2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "consent" VALUES(2,'01a20120-d026-76ee-9dc8-d56ef9f689fe',1,'photo',1,'self','王秀英',NULL,NULL,'2026-11-01','2027-10-31',NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE consent_text (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_consent_text PRIMARY KEY (id), 
	CONSTRAINT uq_consent_text_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "consent_text" VALUES(1,'01a20120-d00a-7268-8d09-6a32a7da6e0f','face',1,'样例','2026-01-01',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	relation TEXT, 
	phone TEXT, 
	phone2 TEXT, 
	address TEXT, 
	guardian INTEGER NOT NULL, 
	guardian_evidence TEXT, 
	emergency_order INTEGER, 
	may_collect INTEGER NOT NULL, 
	lives_together INTEGER NOT NULL, 
	linked_member_id INTEGER, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_linked_member_id_member FOREIGN KEY(linked_member_id) REFERENCES member (id), 
	CONSTRAINT fk_contact_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_contact_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "contact" VALUES(1,'01a20120-d009-7082-bf72-a9cf4c31c727',1,'王小明','20',NULL,NULL,NULL,0,NULL,1,0,0,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE document (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	number TEXT NOT NULL, 
	form TEXT NOT NULL, 
	parameters TEXT NOT NULL, 
	sha256 TEXT, 
	pages INTEGER, 
	made_by TEXT NOT NULL, 
	pdf BLOB, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, member_uid TEXT, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_number UNIQUE (number), 
	CONSTRAINT uq_document_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "document" VALUES(1,'01a20120-cfeb-75f4-be96-33c446f0dda8','QD-20261123-001','daily-roster','{"date":"2026-11-23"}','d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f',1,'系统',X'255044462D312E3420696E76656E746564',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
CREATE TABLE draft (
	form TEXT NOT NULL, 
	actor_uid TEXT NOT NULL, 
	content TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (form, actor_uid)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "draft" VALUES('member:new','x','{}','x');
CREATE TABLE export_profile (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	name TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	columns TEXT NOT NULL, 
	full_numbers INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_export_profile PRIMARY KEY (id), 
	CONSTRAINT uq_export_profile_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "export_profile" VALUES(1,'01a20120-d00a-726f-ad49-866986073017','街道月报','月报','街道','name、community',0,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE face_check (
	id INTEGER NOT NULL, 
	file_id INTEGER NOT NULL, 
	line_no INTEGER NOT NULL, 
	device_no TEXT NOT NULL, 
	pin TEXT NOT NULL, 
	checked_at TEXT NOT NULL, 
	service_date TEXT NOT NULL, 
	status INTEGER NOT NULL, 
	verify INTEGER NOT NULL, 
	work_code INTEGER NOT NULL, 
	implausible INTEGER NOT NULL, 
	CONSTRAINT pk_face_check PRIMARY KEY (id), 
	CONSTRAINT fk_face_check_file_id_terminal_file FOREIGN KEY(file_id) REFERENCES terminal_file (id)
)
 STRICT

;
INSERT INTO "face_check" VALUES(1,1,1,'1','102','2026-11-23 07:10:05','2026-11-23',0,15,0,0);
INSERT INTO "face_check" VALUES(2,1,2,'1','999','2026-11-23 07:11:05','2026-11-23',0,15,0,0);
CREATE TABLE health_note (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	allergies TEXT, 
	diets TEXT, 
	diet_note TEXT, 
	mobility TEXT, 
	medication TEXT, 
	doctor_organisation TEXT, 
	doctor_name TEXT, 
	doctor_phone TEXT, 
	doctor_signed_on TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_health_note PRIMARY KEY (id), 
	CONSTRAINT fk_health_note_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_health_note_member_id UNIQUE (member_id), 
	CONSTRAINT uq_health_note_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "health_note" VALUES(1,'01a20120-d009-7085-bc31-c95017aeae3f',1,'花生','软食',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE household (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	number TEXT NOT NULL, 
	address TEXT, 
	community TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_household PRIMARY KEY (id), 
	CONSTRAINT uq_household_number UNIQUE (number), 
	CONSTRAINT uq_household_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "household" VALUES(1,'01a20120-d005-72ae-95c3-4bed5f68e8bf','H000001','小河路 1 号',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE household_member (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	household_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	relation TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_household_member PRIMARY KEY (id), 
	CONSTRAINT fk_household_member_household_id_household FOREIGN KEY(household_id) REFERENCES household (id), 
	CONSTRAINT fk_household_member_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_household_member_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "household_member" VALUES(1,'01a20120-d009-7081-9029-35cf9d73afae',1,1,'02',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE import_run (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	source TEXT NOT NULL, 
	mapping TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	duplicates INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	first_id INTEGER, 
	last_id INTEGER, 
	updates TEXT, 
	undone_at TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_import_run PRIMARY KEY (id), 
	CONSTRAINT uq_import_run_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "import_run" VALUES(1,'01a20120-d00a-726c-885b-37176816f261','a.xlsx','0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111','{}',1,1,0,0,0,1,1,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE meal (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	service_date TEXT NOT NULL, 
	slot TEXT NOT NULL, 
	served_at TEXT NOT NULL, 
	method TEXT NOT NULL, 
	price_fen INTEGER NOT NULL, 
	subsidy_fen INTEGER NOT NULL, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_meal PRIMARY KEY (id), 
	CONSTRAINT fk_meal_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_meal_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "meal" VALUES(1,'01a20120-cfcd-7540-a813-7ed819aa73bd',1,'2026-11-23','lunch','2026-11-23 08:30:00','manual',0,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE member (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_no TEXT NOT NULL, 
	name TEXT NOT NULL, 
	former_name TEXT, 
	id_type TEXT NOT NULL, 
	id_number TEXT, 
	birth_date TEXT, 
	sex TEXT NOT NULL, 
	phone TEXT, 
	phone2 TEXT, 
	address TEXT, 
	community TEXT, 
	categories TEXT, 
	ability_level INTEGER, 
	self_care TEXT, 
	living TEXT, 
	emergency_contact TEXT, 
	emergency_phone TEXT, 
	joined_on TEXT, 
	state TEXT NOT NULL, 
	left_on TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, no_document_reason TEXT, ethnic TEXT, marital TEXT, education TEXT, registered_area TEXT, registered_address TEXT, merged_into TEXT, name_sort TEXT, community_sort TEXT, 
	CONSTRAINT pk_member PRIMARY KEY (id), 
	CONSTRAINT uq_member_member_no UNIQUE (member_no), 
	CONSTRAINT uq_member_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member" VALUES(1,'01a20120-cf26-77e1-bc3d-f6e6a6966bfa','000001','王秀英',NULL,'resident','330105193812220007','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,'01','30',NULL,'330105',NULL,NULL,'wangxiuying王秀英','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(2,'01a20120-cf48-735a-ab4b-9669301d17d3','000002','单雄信',NULL,'resident','330105193812220023','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shanxiongxin单雄信','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(3,'01a20120-cf56-7435-86b2-11c7fad27a20','000003','阿卜杜热合曼·买买提艾力',NULL,'resident','33010519381222004X','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'abodurehemanmaimaitiaili阿卜杜热合曼·买买提艾力','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(4,'01a20120-cf61-76a8-9502-6477e1285397','000004','王𬱖',NULL,'resident','330105193812220066','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'wangdi王𬱖','xiaoheshequ小河社区');
CREATE TABLE member_card (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	state TEXT NOT NULL, 
	issued_on TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, kind TEXT, ended_on TEXT, end_reason TEXT, valid_until TEXT, 
	CONSTRAINT pk_member_card PRIMARY KEY (id), 
	CONSTRAINT fk_member_card_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_member_card_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_card" VALUES(1,'01a20120-cf2e-77e7-bcec-442b13d3be8e',1,'C0','issued','2026-11-23',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,'2027-12-31');
INSERT INTO "member_card" VALUES(2,'01a20120-cf4a-719e-b3cd-1d98a32f42de',2,'C1','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(3,'01a20120-cf57-7081-9020-d9a74ac75b0d',3,'C2','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(4,'01a20120-cf62-7756-aadb-b8e65787f695',4,'C3','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE member_class (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	axis TEXT NOT NULL, 
	code TEXT NOT NULL, 
	from_on TEXT, 
	to_on TEXT, 
	evidence_no TEXT, 
	decided_by TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_member_class PRIMARY KEY (id), 
	CONSTRAINT fk_member_class_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_member_class_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_class" VALUES(1,'01a20120-d009-7083-966b-37674c8eae05',1,'economic','低保','2026-01-01',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE member_distinct (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	first_uid TEXT NOT NULL, 
	second_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_member_distinct PRIMARY KEY (id), 
	CONSTRAINT uq_member_distinct_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_distinct" VALUES(1,'01a20120-d00a-726e-968f-d1102cb1e275','a','b',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE member_key (
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	CONSTRAINT pk_member_key PRIMARY KEY (kind, "key", member_id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "member_key" VALUES('id_tail','320022218391501033',2);
INSERT INTO "member_key" VALUES('id_tail','660022218391501033',4);
INSERT INTO "member_key" VALUES('id_tail','700022218391501033',1);
INSERT INTO "member_key" VALUES('id_tail','x40022218391501033',3);
INSERT INTO "member_key" VALUES('initials','abdrgmmmcal',3);
INSERT INTO "member_key" VALUES('initials','abdrgmmmdal',3);
INSERT INTO "member_key" VALUES('initials','abdrgmmmsal',3);
INSERT INTO "member_key" VALUES('initials','abdrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','abdrgmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmcyl',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmdyl',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmsyl',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','abdrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','abtrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','abtrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','abtrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','abtrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','abtrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','abtrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','apdrgmmmcal',3);
INSERT INTO "member_key" VALUES('initials','apdrgmmmdal',3);
INSERT INTO "member_key" VALUES('initials','apdrgmmmsal',3);
INSERT INTO "member_key" VALUES('initials','apdrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','apdrgmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmcyl',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmdyl',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmsyl',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','apdrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','aptrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','aptrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','aptrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','aptrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','aptrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','aptrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','cxs',2);
INSERT INTO "member_key" VALUES('initials','cxx',2);
INSERT INTO "member_key" VALUES('initials','dxs',2);
INSERT INTO "member_key" VALUES('initials','dxx',2);
INSERT INTO "member_key" VALUES('initials','ebdrgmmmcal',3);
INSERT INTO "member_key" VALUES('initials','ebdrgmmmdal',3);
INSERT INTO "member_key" VALUES('initials','ebdrgmmmsal',3);
INSERT INTO "member_key" VALUES('initials','ebdrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','ebdrgmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmcyl',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmdyl',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmsyl',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','ebdrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','ebtrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','ebtrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','ebtrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','ebtrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','ebtrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','ebtrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','epdrgmmmtal',3);
INSERT INTO "member_key" VALUES('initials','epdrhmmmcal',3);
INSERT INTO "member_key" VALUES('initials','epdrhmmmdal',3);
INSERT INTO "member_key" VALUES('initials','epdrhmmmsal',3);
INSERT INTO "member_key" VALUES('initials','epdrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','epdrhmmmtyl',3);
INSERT INTO "member_key" VALUES('initials','eptrhmmmtal',3);
INSERT INTO "member_key" VALUES('initials','sxs',2);
INSERT INTO "member_key" VALUES('initials','sxx',2);
INSERT INTO "member_key" VALUES('initials','wd',4);
INSERT INTO "member_key" VALUES('initials','wxy',1);
INSERT INTO "member_key" VALUES('initials','yd',4);
INSERT INTO "member_key" VALUES('initials','yxy',1);
INSERT INTO "member_key" VALUES('name','买买提艾力',3);
INSERT INTO "member_key" VALUES('name','买提艾力',3);
INSERT INTO "member_key" VALUES('name','信',2);
INSERT INTO "member_key" VALUES('name','力',3);
INSERT INTO "member_key" VALUES('name','单雄信',2);
INSERT INTO "member_key" VALUES('name','卜杜热合曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','合曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','提艾力',3);
INSERT INTO "member_key" VALUES('name','曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','杜热合曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','热合曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','王秀英',1);
INSERT INTO "member_key" VALUES('name','王𬱖',4);
INSERT INTO "member_key" VALUES('name','秀英',1);
INSERT INTO "member_key" VALUES('name','艾力',3);
INSERT INTO "member_key" VALUES('name','英',1);
INSERT INTO "member_key" VALUES('name','阿卜杜热合曼买买提艾力',3);
INSERT INTO "member_key" VALUES('name','雄信',2);
INSERT INTO "member_key" VALUES('name','𬱖',4);
INSERT INTO "member_key" VALUES('pinyin','aboduregemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboduregemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboduregemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboduregemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaichiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaidiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaishiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abodurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturegemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','aboturehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abuduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abudurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abudurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abudurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abudurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','abudurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','abuturehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apuduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apudurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apudurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apudurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apudurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','apudurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','aputurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','chanxiongshen',2);
INSERT INTO "member_key" VALUES('pinyin','chanxiongxin',2);
INSERT INTO "member_key" VALUES('pinyin','danxiongshen',2);
INSERT INTO "member_key" VALUES('pinyin','danxiongxin',2);
INSERT INTO "member_key" VALUES('pinyin','eboduregemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboduregemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboduregemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboduregemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaidiyili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebodurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturegemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','eboturehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','ebuduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebudurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebudurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebudurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebudurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','ebudurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','ebuturehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epuduregemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epudurehemanmaimaichiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epudurehemanmaimaidiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epudurehemanmaimaishiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epudurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','epudurehemanmaimaitiyili',3);
INSERT INTO "member_key" VALUES('pinyin','eputurehemanmaimaitiaili',3);
INSERT INTO "member_key" VALUES('pinyin','shanxiongshen',2);
INSERT INTO "member_key" VALUES('pinyin','shanxiongxin',2);
INSERT INTO "member_key" VALUES('pinyin','wangdi',4);
INSERT INTO "member_key" VALUES('pinyin','wangxiuyang',1);
INSERT INTO "member_key" VALUES('pinyin','wangxiuying',1);
INSERT INTO "member_key" VALUES('pinyin','yudi',4);
INSERT INTO "member_key" VALUES('pinyin','yuxiuyang',1);
INSERT INTO "member_key" VALUES('pinyin','yuxiuying',1);
CREATE TABLE member_merge (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	kept_uid TEXT NOT NULL, 
	merged_uid TEXT NOT NULL, 
	moved TEXT NOT NULL, 
	undone_at TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_member_merge PRIMARY KEY (id), 
	CONSTRAINT uq_member_merge_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_merge" VALUES(1,'01a20120-d00a-726d-826c-77a53100c512','01a20120-cf26-77e1-bc3d-f6e6a6966bfa','gone','{}',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE membership_period (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	from_on TEXT NOT NULL, 
	to_on TEXT, 
	reason TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_membership_period PRIMARY KEY (id), 
	CONSTRAINT fk_membership_period_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_membership_period_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "membership_period" VALUES(1,'01a20120-d00a-726b-9140-215a83342b2b',1,'paused','2026-10-01','2026-10-03','hospital',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE outbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at TEXT NOT NULL
)
 STRICT

;
INSERT INTO "outbox" VALUES(1,'member','01a20120-cf26-77e1-bc3d-f6e6a6966bfa',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(2,'member','01a20120-cf48-735a-ab4b-9669301d17d3',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(3,'member','01a20120-cf56-7435-86b2-11c7fad27a20',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(4,'member','01a20120-cf61-76a8-9502-6477e1285397',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(5,'attendance','01a20120-cf6a-71f0-be0e-a6fa3d28ca13',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(6,'attendance','01a20120-cfc4-7015-82bf-dda4b6969c63',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(7,'attendance','01a20120-cfc4-7015-82bf-dda4b6969c63',2,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(8,'meal','01a20120-cfcd-7540-a813-7ed819aa73bd',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(9,'attendance','01a20120-cfe1-7414-8284-bc034e3d07bf',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(10,'member','01a20120-cf26-77e1-bc3d-f6e6a6966bfa',2,'2026-11-23T00:30:00.000000Z');
CREATE TABLE schema_version (version TEXT NOT NULL) STRICT;
INSERT INTO "schema_version" VALUES('0003');
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key"), 
	CONSTRAINT uq_setting_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "setting" VALUES(1,'01a20120-ce36-72ac-959e-bcd4d0db98bc','centre_code','"330105001"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(2,'01a20120-ce3a-7615-82b6-0f9f15e89223','centre_name','"小河街道居家养老服务中心"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(3,'01a20120-cf13-73a5-b4ab-b1323017005a','next_member_no','5',4,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE sync_bundle (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	bundle_id TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	seq_from INTEGER NOT NULL, 
	seq_to INTEGER NOT NULL, 
	prev_sha256 TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	totals TEXT NOT NULL, 
	state TEXT NOT NULL, 
	built_at TEXT NOT NULL, 
	sent_at TEXT, 
	acknowledged_at TEXT, 
	receipt TEXT, 
	problem TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_sync_bundle PRIMARY KEY (id), 
	CONSTRAINT uq_sync_bundle_bundle_id UNIQUE (bundle_id), 
	CONSTRAINT uq_sync_bundle_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "sync_bundle" VALUES(1,'01a20120-cfff-7724-a496-5f3ed26f599d','b1','b1.yzb',1,3,'0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111',9,'{"people":1}','built','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE sync_identity (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	public TEXT NOT NULL, 
	secret TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_sync_identity PRIMARY KEY (id), 
	CONSTRAINT uq_sync_identity_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "sync_identity" VALUES(1,'01a20120-cffb-7455-8aa5-4d7790194dc4','public','secret',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE sync_peer (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	pair TEXT NOT NULL, 
	target TEXT NOT NULL, 
	host_key TEXT, 
	identity TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_sync_peer PRIMARY KEY (id), 
	CONSTRAINT uq_sync_peer_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "sync_peer" VALUES(1,'01a20120-cff7-765c-8b9a-9611527ca7fe','district pair text','folder:/media/usb','','',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE sync_rejection (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	bundle_id TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	settled_at TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_sync_rejection PRIMARY KEY (id), 
	CONSTRAINT uq_sync_rejection_uid UNIQUE (uid)
)
 STRICT

;
CREATE TABLE terminal (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	device_no TEXT NOT NULL, 
	name TEXT NOT NULL, 
	model TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_terminal PRIMARY KEY (id), 
	CONSTRAINT uq_terminal_device_no UNIQUE (device_no), 
	CONSTRAINT uq_terminal_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "terminal" VALUES(1,'01a20120-cfd8-7181-b02d-23c09b7cf3b2','1','1 号机',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE terminal_file (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	device_no TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	raw BLOB NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_terminal_file PRIMARY KEY (id), 
	CONSTRAINT uq_terminal_file_sha256 UNIQUE (sha256), 
	CONSTRAINT uq_terminal_file_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "terminal_file" VALUES(1,'01a20120-cfd8-7182-826f-1333bf1746f9','97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0','1','1_attlog.dat',72,X'31303209323032362D31312D32332030373A31303A30350931093009313509300D0A39393909323032362D31312D32332030373A31313A30350931093009313509300D0A746F726E',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE terminal_pin (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	pin TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, device_no TEXT, 
	CONSTRAINT pk_terminal_pin PRIMARY KEY (id), 
	CONSTRAINT fk_terminal_pin_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_terminal_pin_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "terminal_pin" VALUES(1,'01a20120-cf36-7527-a4e6-bc88314b207f',1,'100',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(2,'01a20120-cf4d-7793-b279-81cb5390c49a',2,'101',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(3,'01a20120-cf59-71f3-be6a-6e16a571e5ec',3,'102',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(4,'01a20120-cf63-750b-a16e-ac36b1c5596a',4,'103',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
CREATE TABLE terminal_unreadable (
	id INTEGER NOT NULL, 
	file_id INTEGER NOT NULL, 
	line_no INTEGER NOT NULL, 
	raw BLOB NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_terminal_unreadable PRIMARY KEY (id), 
	CONSTRAINT fk_terminal_unreadable_file_id_terminal_file FOREIGN KEY(file_id) REFERENCES terminal_file (id)
)
 STRICT

;
INSERT INTO "terminal_unreadable" VALUES(1,1,3,X'746F726E','fields');
CREATE TABLE user_account (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	username TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	password_hash TEXT NOT NULL, 
	active INTEGER NOT NULL, 
	failed_count INTEGER NOT NULL, 
	locked_until TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_user_account PRIMARY KEY (id), 
	CONSTRAINT uq_user_account_uid UNIQUE (uid), 
	CONSTRAINT uq_user_account_username UNIQUE (username)
)
 STRICT

;
INSERT INTO "user_account" VALUES(1,'01a20120-cef9-73b3-b666-0ace1ee8c777','admin','系统员','administrator','$argon2id$v=19$m=65536,t=3,p=4$vFaEidsoknTqsmBexlRoPg$mLSDhno+2pJRxyLl1EF6JP7UeaLpl3yMq0QKJz15rmA',1,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE work_item (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	opened_at TEXT NOT NULL, 
	closed_at TEXT, 
	resolution TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_work_item PRIMARY KEY (id), 
	CONSTRAINT uq_work_item_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "work_item" VALUES(1,'01a20120-cfd2-7010-8203-a8f5b30f89b0','unknown_code','98765432','前台扫码，未找到对应老人','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "work_item" VALUES(2,'01a20120-cfe4-762c-8589-ab5cf2a84513','unmatched_pin','999','终端有核验记录，名单里没有这个编号','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE INDEX ix_audit_event_entity_uid ON audit_event (entity_uid, id);
CREATE INDEX ix_document_created ON document (created_at);
CREATE INDEX ix_outbox_entity_seq ON outbox (entity, seq, entity_uid);
CREATE INDEX ix_sync_bundle_state ON sync_bundle (state);
CREATE INDEX ix_sync_rejection_entity_uid ON sync_rejection (entity_uid);
CREATE INDEX ix_attendance_date_arrived ON attendance (service_date, arrived_at);
CREATE INDEX ix_face_check_date ON face_check (service_date, checked_at);
CREATE INDEX ix_meal_date_slot ON meal (service_date, slot);
CREATE INDEX ix_member_card_member_id ON member_card (member_id);
CREATE INDEX ix_terminal_pin_member_id ON terminal_pin (member_id);
CREATE INDEX ix_terminal_unreadable_file_id ON terminal_unreadable (file_id);
CREATE INDEX ix_import_run_source ON import_run (source);
CREATE INDEX ix_member_merge_kept_uid ON member_merge (kept_uid);
CREATE INDEX ix_member_merge_merged_uid ON member_merge (merged_uid);
CREATE INDEX ix_assessment_corrects ON assessment (corrects);
CREATE INDEX ix_assessment_member ON assessment (member_id, assessed_on);
CREATE INDEX ix_attachment_member_id ON attachment (member_id);
CREATE INDEX ix_consent_member_id ON consent (member_id);
CREATE INDEX ix_contact_member_id ON contact (member_id);
CREATE INDEX ix_household_member_household_id ON household_member (household_id);
CREATE INDEX ix_member_class_member_id ON member_class (member_id);
CREATE INDEX ix_membership_period_member_id ON membership_period (member_id);
CREATE INDEX ix_document_member_uid ON document (member_uid);
CREATE INDEX ix_member_community ON member (community);
CREATE INDEX ix_member_card_ended ON member_card (number) WHERE state <> 'issued';
CREATE INDEX ix_attachment_photo ON attachment (member_id) WHERE kind = 'photo' AND content IS NOT NULL;
CREATE UNIQUE INDEX uq_member_id_number ON member (id_number) WHERE id_number IS NOT NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX uq_work_item_open ON work_item (kind, subject) WHERE closed_at IS NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX uq_attendance_member_date ON attendance (member_id, service_date) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_face_check_natural ON face_check (pin, checked_at, status, verify, device_no);
CREATE UNIQUE INDEX uq_meal_member_date_slot ON meal (member_id, service_date, slot) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_member_card_number ON member_card (number) WHERE state = 'issued' AND deleted_at IS NULL;
CREATE UNIQUE INDEX uq_code_entry ON code_entry (table_name, code);
CREATE UNIQUE INDEX uq_consent_text ON consent_text (kind, number);
CREATE UNIQUE INDEX uq_member_distinct ON member_distinct (first_uid, second_uid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_household_member ON household_member (member_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_terminal_pin_device ON terminal_pin (pin, device_no) WHERE device_no IS NOT NULL AND deleted_at IS NULL;
CREATE UNIQUE INDEX uq_terminal_pin_pin ON terminal_pin (pin) WHERE device_no IS NULL AND deleted_at IS NULL;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',10);
COMMIT;
