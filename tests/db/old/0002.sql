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
INSERT INTO "assessment" VALUES(1,'01a20077-5c99-75a4-974f-f7b267f4a63b',1,'PG000001','GB/T 42195-2022','draft','2026-11-01','首次',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "attachment" VALUES(1,'01a20077-5c99-75a8-8325-f157d472408a',1,'consent','a.png','image/png',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "attendance" VALUES(1,'01a20077-5c68-7663-8c71-b2f11642ca6a',1,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attendance" VALUES(2,'01a20077-5c6b-775d-abac-eafa09bd8b0b',2,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','点错人');
INSERT INTO "attendance" VALUES(3,'01a20077-5c7e-7735-a6b3-b3374396330b',3,'2026-11-23','2026-11-23 07:10:05','face','terminal',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "audit_event" VALUES(1,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20077-5a33-7656-8ac2-bc84526c5abd','2f395ff8fb6a30e27646b5c7535052deb15590cd51027842627da02ed82ad2e6','{}','设立中心','0000000000000000000000000000000000000000000000000000000000000000','132edc42874c15cc379ea8c1233ac449b30ce414ab63637d0c2186b1c1cd5e5c');
INSERT INTO "audit_event" VALUES(2,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20077-5a36-717d-afbd-bbc29209dc2a','220b1ecb610d507f721fa48f782e6c6ea72138861feadd00ec33ccbde7a19b60','{}','设立中心','132edc42874c15cc379ea8c1233ac449b30ce414ab63637d0c2186b1c1cd5e5c','2f14fdd7458eda166cd51a6c1de409ef53915029dec0043b79bafccb7af95cf6');
INSERT INTO "audit_event" VALUES(3,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','user_account','01a20077-5ab9-7064-8c9f-8de2ccfec81d','2a5a8150c478bd932403cdb3b9cda34f2bef846adb2f18f7e71189d5c92aab80','{}','新建账号','2f14fdd7458eda166cd51a6c1de409ef53915029dec0043b79bafccb7af95cf6','e5ef7857658d555c5fb7f9466814cbafc4c6f8bed29592c6099e683a8bf85fe9');
INSERT INTO "audit_event" VALUES(4,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a20077-5ac4-7047-88f8-180f7a2b4fb3','72798df85e5b22d7f8f29484a9e5e520a5e5becf38a81437242044e21c333c16','{}','','e5ef7857658d555c5fb7f9466814cbafc4c6f8bed29592c6099e683a8bf85fe9','ce6b5e5a973df616eb8487bde4bc0201758345bac5d8ec36fcbae6c0d66c101f');
INSERT INTO "audit_event" VALUES(5,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20077-5bdb-7521-a43c-ed44e53ba37f','50cd9c8ef46ca8b7a9af1f626186291f8fbbee15e9a0e47c7181035dd2e9fa0e','{}','','ce6b5e5a973df616eb8487bde4bc0201758345bac5d8ec36fcbae6c0d66c101f','5c3df6436fc8e3ae9716d6725c9db2c3da19d48d96006a4902f04a368c764bb1');
INSERT INTO "audit_event" VALUES(6,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20077-5be7-7123-a462-b4ca868d42b4','580a25e2db204a06ebb391b0b5d809e7f19a4a3473f17c329b888c7174d9d391','{}','','5c3df6436fc8e3ae9716d6725c9db2c3da19d48d96006a4902f04a368c764bb1','c70bbbe8376be44a720f028cd7e4398c1e87fe56ac5f3212b183df49b74cd9b1');
INSERT INTO "audit_event" VALUES(7,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20077-5c4a-71f8-bf02-4e60a76ce719','f37e6a5166c039e154b6c689ac67af8c4f1f86739f9bcef8ea72939b32acd466','{}','','c70bbbe8376be44a720f028cd7e4398c1e87fe56ac5f3212b183df49b74cd9b1','1b9da4ce7948d7376ddc257a9fd7080851f31d7fbd329dfdc5ba77ba9f6704e6');
INSERT INTO "audit_event" VALUES(8,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20077-5ac4-7047-88f8-180f7a2b4fb3','85c2db784ac26270628e9223142329a1bb8925a79d8e6dad95c4cc86e2566a58','{"value":["2","3"]}','','1b9da4ce7948d7376ddc257a9fd7080851f31d7fbd329dfdc5ba77ba9f6704e6','98d1fd1819a169483faf6714a3335a034a9958b7dab9948061c19dc504191603');
INSERT INTO "audit_event" VALUES(9,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20077-5c54-7095-92a0-0bb5641c9520','dc4e76229a837ddce47a9e3b652582594ec1d05e5eb38d5e292e93ea5928f04b','{}','','98d1fd1819a169483faf6714a3335a034a9958b7dab9948061c19dc504191603','0b09f9fe9d8e0af1c0d691261a514bc5d60bb0ff84df9caa142c1fc43cb48954');
INSERT INTO "audit_event" VALUES(10,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20077-5c55-7464-8c9e-e27f5646ab50','b2a9a89b2ada02dc6162a1eab638c8042f0349511742eef1282b914b879fb1f7','{}','','0b09f9fe9d8e0af1c0d691261a514bc5d60bb0ff84df9caa142c1fc43cb48954','aaf270340040e78e6d376c5c75ab5964b75a96bc2b4cf7bcf83001e6a949d5e0');
INSERT INTO "audit_event" VALUES(11,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20077-5c56-7638-8702-4bc55c3d6ae5','1dae91c589675b65a4ceb9f731af2c5a773831da9ffc6e31e4d633f0ad677a70','{}','','aaf270340040e78e6d376c5c75ab5964b75a96bc2b4cf7bcf83001e6a949d5e0','b2399820cae7ac8514ca9dbab21eb9a42c887cacd2b5295b445b4eb03b8361ef');
INSERT INTO "audit_event" VALUES(12,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20077-5ac4-7047-88f8-180f7a2b4fb3','9c82f95f5d3be91df0147b8c835c95e358125e0cfba151521eded8cdac1fe12d','{"value":["3","4"]}','','b2399820cae7ac8514ca9dbab21eb9a42c887cacd2b5295b445b4eb03b8361ef','b815dcc2d2f8d4082b6fc2ee8e6349709f8649c2b7743a5e584368c15bf28eb4');
INSERT INTO "audit_event" VALUES(13,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20077-5c5b-738e-b1ce-613076f1973f','01c725b301b09cdb907a9b7ddbdc34fec705c47e39467f611364916fec0c3e4e','{}','','b815dcc2d2f8d4082b6fc2ee8e6349709f8649c2b7743a5e584368c15bf28eb4','ca75c34ac4e1805202bb099f81033b11b2c65d53b16738ad0624b2fd9db93e1c');
INSERT INTO "audit_event" VALUES(14,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20077-5c5c-73a7-b4f3-3787f6bbfc66','557989d31a15ee7b8c8746ee18301fc6497fd2368119cab5b256e978cdcc1272','{}','','ca75c34ac4e1805202bb099f81033b11b2c65d53b16738ad0624b2fd9db93e1c','820286259ff81f6968ac8b26063c7d5e4c15d59efe79ab0e50a97a3a4ff030e2');
INSERT INTO "audit_event" VALUES(15,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20077-5c5d-75c6-b8c5-a8a68645b8ad','7616818dbb575ba5619bed3f17bffe1d7a4c3aecf44761590fc4c45312abfb67','{}','','820286259ff81f6968ac8b26063c7d5e4c15d59efe79ab0e50a97a3a4ff030e2','4f8dc1da5a295a0efb1696ce6b47156511b75481729dfece28e46a09224b4501');
INSERT INTO "audit_event" VALUES(16,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a20077-5ac4-7047-88f8-180f7a2b4fb3','5eec0080b47f0140326f9f502f4a7f637ff4c22f5c03282ca7cb9c85c3cad64d','{"value":["4","5"]}','','4f8dc1da5a295a0efb1696ce6b47156511b75481729dfece28e46a09224b4501','b813efc6ccbaf1a5215f861f2d732013b9029b8a70b2f122c4bcf8690678d02b');
INSERT INTO "audit_event" VALUES(17,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a20077-5c62-7697-92eb-ba291bff9bf5','afff0f0d5b72d2e582e6361625b3cb417a4d893ca74133d905ceb74a7767c13e','{}','','b813efc6ccbaf1a5215f861f2d732013b9029b8a70b2f122c4bcf8690678d02b','edc01460236f86d9d0a7cd3f519dde7e303c37e7f2dc5eb715b60a281de56f3a');
INSERT INTO "audit_event" VALUES(18,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a20077-5c63-73d2-ba54-1dc41cb427f1','3dd954fac5abb1fd7c3d94dd7ceac1dbdd28d9914ad41667b98cccbce36d6ed0','{}','','edc01460236f86d9d0a7cd3f519dde7e303c37e7f2dc5eb715b60a281de56f3a','ed6571061793ea0c06821205f680cfcf242d3b758c782ad0400b431c099256ae');
INSERT INTO "audit_event" VALUES(19,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a20077-5c64-7048-8914-8323a59f9659','643f320a46b0fc93018a3f8845f554dc1d3ddd861d946f84f0563d68312d4828','{}','','ed6571061793ea0c06821205f680cfcf242d3b758c782ad0400b431c099256ae','18ca2bc5978d46a6a620157bec30dafed49352bf955a6b589ddd4e0d4d9f5bd5');
INSERT INTO "audit_event" VALUES(20,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20077-5c68-7663-8c71-b2f11642ca6a','6d6c582a6ed62d9e2bf0e0fdbfe4d587036345d98a8efa45872bf1737228f4f6','{}','','18ca2bc5978d46a6a620157bec30dafed49352bf955a6b589ddd4e0d4d9f5bd5','ec697e235395918e38d7ac642dd095f15b4708c5ba9c41e935774515cbc9df6f');
INSERT INTO "audit_event" VALUES(21,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20077-5c6b-775d-abac-eafa09bd8b0b','110a6557ae36e1c2f74e7a9b6a314830e8e6b181b2f422b6d53543c6bff1858f','{}','','ec697e235395918e38d7ac642dd095f15b4708c5ba9c41e935774515cbc9df6f','a36e0e0d8c7b5953238107f916ea5ba77d2d8e98af9cd13915e6898c256b0bef');
INSERT INTO "audit_event" VALUES(22,'2026-11-23T00:30:00.000000Z','<system>','系统','update','attendance','01a20077-5c6b-775d-abac-eafa09bd8b0b','d5e5a4be90366b928a81fac0ba419fc246c8a8574f3b9d6aa025e7ed94b1483a','{"deleted_at":[null,"2026-11-23T00:30:00.000000Z"],"deleted_reason":[null,"点错人"]}','点错人','a36e0e0d8c7b5953238107f916ea5ba77d2d8e98af9cd13915e6898c256b0bef','9eb5670c16f61c86e8fd30fca9b39e9d6675329c5cbd23d026e11b396d220b2d');
INSERT INTO "audit_event" VALUES(23,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','meal','01a20077-5c71-769e-93cd-487bce59fb16','5ee0c695b782392a3d540b57601afffcb8ca438faaad3605aac544aa8b44ee15','{}','','9eb5670c16f61c86e8fd30fca9b39e9d6675329c5cbd23d026e11b396d220b2d','685107deba801e3a80c1dd2f7198904fc2dcc542cca402cbe8a057f61cc2c219');
INSERT INTO "audit_event" VALUES(24,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a20077-5c74-76ff-9fe3-15749b191189','2316942583f70f7fd424e628aa8f1ed723cb62d541552bef6a7b84af6efb9ac6','{}','','685107deba801e3a80c1dd2f7198904fc2dcc542cca402cbe8a057f61cc2c219','091bcf421eec5e9c54bc1e837cbf9b5f2579c36f019cc9292d4295e65b1d43e5');
INSERT INTO "audit_event" VALUES(25,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal','01a20077-5c78-753e-a7d8-846a9230ff84','706e4f48cf3a69041c1c67dcfc19068c947b908544081d9465dafa3d42c12bae','{}','导入终端文件 1_attlog.dat','091bcf421eec5e9c54bc1e837cbf9b5f2579c36f019cc9292d4295e65b1d43e5','343d50af713ecd6e430f9522664b4494515212862bb9f6cdc02147bea5e312a2');
INSERT INTO "audit_event" VALUES(26,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_file','01a20077-5c78-753f-82bf-3bb90771b646','589f5d59b6d88ca5dbabb72c93bd0e3ab6e7bedcfcc3b3cc9e319c4aa37b4731','{}','导入终端文件 1_attlog.dat','343d50af713ecd6e430f9522664b4494515212862bb9f6cdc02147bea5e312a2','07adf986914ddb458fafa1e5056a19b99a3865da883e8a40753d5f644e0b9ca8');
INSERT INTO "audit_event" VALUES(27,'2026-11-23T00:30:00.000000Z','<system>','系统','import','face_check','1','','{"repeats":0,"sha256":"97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0","stored":2}','导入终端文件 1_attlog.dat','07adf986914ddb458fafa1e5056a19b99a3865da883e8a40753d5f644e0b9ca8','49ba0b45101aec61ef9091c3b1fe8423315e3feed14ba3a63527dfb776b6daa4');
INSERT INTO "audit_event" VALUES(28,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a20077-5c7e-7735-a6b3-b3374396330b','6dc321917ffbbe9e8a203c65fc9c41fa7c3ef3a9c1df8a3e036e3a69175f314c','{}','终端核对','49ba0b45101aec61ef9091c3b1fe8423315e3feed14ba3a63527dfb776b6daa4','39bbee1a7a18da0d2508907d1b0059a8a55e4e79b86babd306930883b25a3d77');
INSERT INTO "audit_event" VALUES(29,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a20077-5c80-762d-85ad-8fa21fc92872','ae3ad51bc40669d5593fa1561f947196fc6436856192308b75355852985d42eb','{}','终端核对','39bbee1a7a18da0d2508907d1b0059a8a55e4e79b86babd306930883b25a3d77','68bf2f8a27f475082064d617168253680af6570a0bc9536158771eeb243c3a33');
INSERT INTO "audit_event" VALUES(30,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','document','01a20077-5c85-7253-8a7c-43c84626bc47','1e819b2cac8f66e0438a4261bdf5a66b872a5b1ac9db12490848875fa71295e2','{}','打印 daily-roster','68bf2f8a27f475082064d617168253680af6570a0bc9536158771eeb243c3a33','487544eb963b1f6d37be768b5357f9a08e8c4c3eada22ff1c56e838d95bd787f');
INSERT INTO "audit_event" VALUES(31,'2026-11-23T00:30:00.000000Z','<system>','系统','update','document','01a20077-5c85-7253-8a7c-43c84626bc47','b629255d4aa12d17e995555c534d25b3ae0e34e39192f7e82446870dea980f5d','{"pages":[null,1],"sha256":[null,"d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f"]}','归档 QD-20261123-001','487544eb963b1f6d37be768b5357f9a08e8c4c3eada22ff1c56e838d95bd787f','048ecd74bb4ae1aa5411fb28ab3ebef5126704286b0d4398b209249e2bb4f1b2');
INSERT INTO "audit_event" VALUES(32,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_peer','01a20077-5c8d-7500-a011-a386e7d2b18d','08a826349d5db8e96c7163f0e4d8c109d5779c280448da0f7d5f13ef1d0bb10d','{}','配对区平台','048ecd74bb4ae1aa5411fb28ab3ebef5126704286b0d4398b209249e2bb4f1b2','66a29ea1eaa34b0d90c5a475a0db32b646867e82618374053562a6c3b476976e');
INSERT INTO "audit_event" VALUES(33,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_identity','01a20077-5c90-73ae-b5d0-6744c9374043','9202d7e0b083cbea59429f28a95e112c1c21ad02e29a766181b2da0dc1d075ec','{}','生成签名钥匙','66a29ea1eaa34b0d90c5a475a0db32b646867e82618374053562a6c3b476976e','e8595b04223e54b4151713683d165365a04d2f529bcaf41e806314a2c9b8a4e2');
INSERT INTO "audit_event" VALUES(34,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_bundle','01a20077-5c92-7619-832e-ad143c07c0fc','fd0f505c3ca7240cf37fd468ea30bc5f8b4b718e8fc661bd187e958b2de82466','{}','生成上报包','e8595b04223e54b4151713683d165365a04d2f529bcaf41e806314a2c9b8a4e2','6aad1177ac52ba1a4f44b6d2c421e029a7cc46cacdb6d66f54fc8c016087a754');
INSERT INTO "audit_event" VALUES(35,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household','01a20077-5c97-761a-8347-0bf0ca363f21','e7a48380fdaeba2aaf43c3113c42b6dd8d30a89f6ac0d3e2bb7c02461c9d2bb8','{}','设立中心','6aad1177ac52ba1a4f44b6d2c421e029a7cc46cacdb6d66f54fc8c016087a754','559820b62d8252d387cd9eac6edd7d796e06318c096c3e309935687d61e93fc7');
INSERT INTO "audit_event" VALUES(36,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member','01a20077-5bdb-7521-a43c-ed44e53ba37f','3d039f691119832175f88f12173ecdfe1429a87ea3ee508e853df51aecf16747','{"ethnic":[null,"01"],"marital":[null,"30"],"registered_area":[null,"330105"]}','设立中心','559820b62d8252d387cd9eac6edd7d796e06318c096c3e309935687d61e93fc7','d0986033167441ef127f33ff4586e0e7a58ce707038a00bd7610a2b7b0019f41');
INSERT INTO "audit_event" VALUES(37,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household_member','01a20077-5c99-75a1-b43b-bec1484d0953','f0276a8628717d9870e798a95f4cea7a06a66138cc703085ee1722027f44b202','{}','设立中心','d0986033167441ef127f33ff4586e0e7a58ce707038a00bd7610a2b7b0019f41','d79cda6c50f799011e73682f80c8e87966b17187308955cd3befe7f83e02feb2');
INSERT INTO "audit_event" VALUES(38,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','contact','01a20077-5c99-75a2-ab8e-1ca3e8f5376f','f7db318bc7cb7cc8dd67004080d03931e4cee2fd01afa0cbf851d2fb21afdbe8','{}','设立中心','d79cda6c50f799011e73682f80c8e87966b17187308955cd3befe7f83e02feb2','d8c3bc1c8351669373138652bbb48b8e110db042030957e8d7f54e9aeaf5213c');
INSERT INTO "audit_event" VALUES(39,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_class','01a20077-5c99-75a3-8ebd-3ea58d621ac7','f601f40690223891cd992218302dd57c1bb743f3d9a16820cb047a3ffcc2611b','{}','设立中心','d8c3bc1c8351669373138652bbb48b8e110db042030957e8d7f54e9aeaf5213c','318c5fbbd943b5ba9c82ae7af1e8ebcef6b69285acfdfd79dc2e33d78bce4871');
INSERT INTO "audit_event" VALUES(40,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','assessment','01a20077-5c99-75a4-974f-f7b267f4a63b','9de6e63e54c6f3815b1894cbd7ded2bc51c827619c561d6645bd0863b0dd9646','{}','设立中心','318c5fbbd943b5ba9c82ae7af1e8ebcef6b69285acfdfd79dc2e33d78bce4871','7648089a29ee1a2f6c8ecb28900af6ea95072eb60d75c0cf45e79548f17b6aa7');
INSERT INTO "audit_event" VALUES(41,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','health_note','01a20077-5c99-75a5-8464-02f9fd99c20e','c9987c595803b5401051b47e38e19594e23eb9ad3785d494fef722032cb3a7d0','{}','设立中心','7648089a29ee1a2f6c8ecb28900af6ea95072eb60d75c0cf45e79548f17b6aa7','9fe4440b6ab9ec5a53f6eb54c2daa6041e46963a451253da8675029e5aaee15b');
INSERT INTO "audit_event" VALUES(42,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent_text','01a20077-5c99-75a6-8c78-f83ee0a3d905','406c5d96f1980ee77c9cbd5e71a954270f92306925c37ab80fb4972c7e49b584','{}','设立中心','9fe4440b6ab9ec5a53f6eb54c2daa6041e46963a451253da8675029e5aaee15b','3e9ecc23d60181f763b5e64f6f4a3212441ffe5e4f6ff210b645ff48760e7c3e');
INSERT INTO "audit_event" VALUES(43,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a20077-5c99-75a7-8dbc-39d0cca11737','5933756c20666d95baac3e6b00e91ed6b3866d6f9543a6d3e91e626e6109abf6','{}','设立中心','3e9ecc23d60181f763b5e64f6f4a3212441ffe5e4f6ff210b645ff48760e7c3e','17af3fa777401b6204f7cbeb9871e7f08a7a65d48996b21c2822b58d0537d94b');
INSERT INTO "audit_event" VALUES(44,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a20077-5c99-75a8-8325-f157d472408a','5262c4be6df4ab5d810d4f13378c10e0ebd1c00d93332ed2976f8d787c7d4881','{}','设立中心','17af3fa777401b6204f7cbeb9871e7f08a7a65d48996b21c2822b58d0537d94b','0a84381b533ab1670fd80133d4f3ab76a1515538f186b8fc1427f164b2ee8f3c');
INSERT INTO "audit_event" VALUES(45,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','membership_period','01a20077-5c99-75a9-970e-5e4d33d70ac2','3c14cc4760fb55cad711791ee9d21b2061ed7f7a41e8fabf74f97374db03d98e','{}','设立中心','0a84381b533ab1670fd80133d4f3ab76a1515538f186b8fc1427f164b2ee8f3c','d8c5c087c1565d71274780d69c3201576cd9f65ee5dc9676b36c4c42cae29bfc');
INSERT INTO "audit_event" VALUES(46,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','import_run','01a20077-5c99-75aa-8a1f-a1eb1330c5bb','83e8f5372e267c846f73f1c277f24b691b9158ff5537383e16533a8b508173aa','{}','设立中心','d8c5c087c1565d71274780d69c3201576cd9f65ee5dc9676b36c4c42cae29bfc','399b937baa7f1b50ed27c7bf7fb371a7a1a131f1550af9a9c8461cfeb60637a7');
INSERT INTO "audit_event" VALUES(47,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_merge','01a20077-5c99-75ab-8a1d-1984cdd4f4a4','58ec5a7de6a0f9cba77ce526578cdd3de58daeaba557eb000bc08617a0264b17','{}','设立中心','399b937baa7f1b50ed27c7bf7fb371a7a1a131f1550af9a9c8461cfeb60637a7','08b35c57be919efa8496af158bf30d9391ade2e1527232a66b1448980662f438');
INSERT INTO "audit_event" VALUES(48,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_distinct','01a20077-5c99-75ac-9deb-00c09799c313','1aecaa616418d23bce7f6552a6473cc2330a0adc1b188388660b66e795cb9bfa','{}','设立中心','08b35c57be919efa8496af158bf30d9391ade2e1527232a66b1448980662f438','02df6b09cd155f23e3bf73228f21c1863b8392aced86b6cb1291ed1b9d0675f0');
INSERT INTO "audit_event" VALUES(49,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','export_profile','01a20077-5c99-75ad-852c-c1fe8ce9ca3c','59134ef24bc484577d589605a0800bbf225d5065b72ec6ea0838949195ccddbe','{}','设立中心','02df6b09cd155f23e3bf73228f21c1863b8392aced86b6cb1291ed1b9d0675f0','8ecb8250a5b3e7888cdfa0814bf870073bbe6b1b5f90164f3dccee736c0f7477');
INSERT INTO "audit_event" VALUES(50,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','code_entry','01a20077-5c99-75ae-b375-bcfffd62377a','fb91a10ee862e535f4e5724c8a51b823ba3d2ef131577968cb6f9215b3536ec3','{}','设立中心','8ecb8250a5b3e7888cdfa0814bf870073bbe6b1b5f90164f3dccee736c0f7477','bf7cbdb2907b7305f08d6b5c114524c8e62f371ba33d293cc898679127e8d35b');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_head" VALUES(1,50,'bf7cbdb2907b7305f08d6b5c114524c8e62f371ba33d293cc898679127e8d35b');
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
INSERT INTO "code_entry" VALUES(1,'01a20077-5c99-75ae-b375-bcfffd62377a','diets','无糖','无糖',NULL,NULL,1,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent" VALUES(1,'01a20077-5c99-75a7-8dbc-39d0cca11737',1,'face',1,'self','王秀英',NULL,NULL,'2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent_text" VALUES(1,'01a20077-5c99-75a6-8c78-f83ee0a3d905','face',1,'样例','2026-01-01',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "contact" VALUES(1,'01a20077-5c99-75a2-ab8e-1ca3e8f5376f',1,'王小明','20',NULL,NULL,NULL,0,NULL,1,0,0,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "document" VALUES(1,'01a20077-5c85-7253-8a7c-43c84626bc47','QD-20261123-001','daily-roster','{"date":"2026-11-23"}','d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f',1,'系统',X'255044462D312E3420696E76656E746564',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "export_profile" VALUES(1,'01a20077-5c99-75ad-852c-c1fe8ce9ca3c','街道月报','月报','街道','name、community',0,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "health_note" VALUES(1,'01a20077-5c99-75a5-8464-02f9fd99c20e',1,'花生','软食',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household" VALUES(1,'01a20077-5c97-761a-8347-0bf0ca363f21','H000001','小河路 1 号',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household_member" VALUES(1,'01a20077-5c99-75a1-b43b-bec1484d0953',1,1,'02',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "import_run" VALUES(1,'01a20077-5c99-75aa-8a1f-a1eb1330c5bb','a.xlsx','0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111','{}',1,1,0,0,0,1,1,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "meal" VALUES(1,'01a20077-5c71-769e-93cd-487bce59fb16',1,'2026-11-23','lunch','2026-11-23 08:30:00','manual',0,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member" VALUES(1,'01a20077-5bdb-7521-a43c-ed44e53ba37f','000001','王秀英',NULL,'resident','330105193812220007','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,'01','30',NULL,'330105',NULL,NULL,'wangxiuying王秀英','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(2,'01a20077-5c54-7095-92a0-0bb5641c9520','000002','单雄信',NULL,'resident','330105193812220023','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shanxiongxin单雄信','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(3,'01a20077-5c5b-738e-b1ce-613076f1973f','000003','阿卜杜热合曼·买买提艾力',NULL,'resident','33010519381222004X','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'abodurehemanmaimaitiaili阿卜杜热合曼·买买提艾力','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(4,'01a20077-5c62-7697-92eb-ba291bff9bf5','000004','王𬱖',NULL,'resident','330105193812220066','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'wangdi王𬱖','xiaoheshequ小河社区');
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
	deleted_reason TEXT, kind TEXT, ended_on TEXT, end_reason TEXT, 
	CONSTRAINT pk_member_card PRIMARY KEY (id), 
	CONSTRAINT fk_member_card_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_member_card_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_card" VALUES(1,'01a20077-5be7-7123-a462-b4ca868d42b4',1,'C0','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(2,'01a20077-5c55-7464-8c9e-e27f5646ab50',2,'C1','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(3,'01a20077-5c5c-73a7-b4f3-3787f6bbfc66',3,'C2','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(4,'01a20077-5c63-73d2-ba54-1dc41cb427f1',4,'C3','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "member_class" VALUES(1,'01a20077-5c99-75a3-8ebd-3ea58d621ac7',1,'economic','低保','2026-01-01',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_distinct" VALUES(1,'01a20077-5c99-75ac-9deb-00c09799c313','a','b',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_merge" VALUES(1,'01a20077-5c99-75ab-8a1d-1984cdd4f4a4','01a20077-5bdb-7521-a43c-ed44e53ba37f','gone','{}',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "membership_period" VALUES(1,'01a20077-5c99-75a9-970e-5e4d33d70ac2',1,'paused','2026-10-01','2026-10-03','hospital',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE outbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at TEXT NOT NULL
)
 STRICT

;
INSERT INTO "outbox" VALUES(1,'member','01a20077-5bdb-7521-a43c-ed44e53ba37f',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(2,'member','01a20077-5c54-7095-92a0-0bb5641c9520',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(3,'member','01a20077-5c5b-738e-b1ce-613076f1973f',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(4,'member','01a20077-5c62-7697-92eb-ba291bff9bf5',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(5,'attendance','01a20077-5c68-7663-8c71-b2f11642ca6a',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(6,'attendance','01a20077-5c6b-775d-abac-eafa09bd8b0b',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(7,'attendance','01a20077-5c6b-775d-abac-eafa09bd8b0b',2,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(8,'meal','01a20077-5c71-769e-93cd-487bce59fb16',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(9,'attendance','01a20077-5c7e-7735-a6b3-b3374396330b',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(10,'member','01a20077-5bdb-7521-a43c-ed44e53ba37f',2,'2026-11-23T00:30:00.000000Z');
CREATE TABLE schema_version (version TEXT NOT NULL) STRICT;
INSERT INTO "schema_version" VALUES('0002');
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
INSERT INTO "setting" VALUES(1,'01a20077-5a33-7656-8ac2-bc84526c5abd','centre_code','"330105001"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(2,'01a20077-5a36-717d-afbd-bbc29209dc2a','centre_name','"小河街道居家养老服务中心"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(3,'01a20077-5ac4-7047-88f8-180f7a2b4fb3','next_member_no','5',4,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_bundle" VALUES(1,'01a20077-5c92-7619-832e-ad143c07c0fc','b1','b1.yzb',1,3,'0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111',9,'{"people":1}','built','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_identity" VALUES(1,'01a20077-5c90-73ae-b5d0-6744c9374043','public','secret',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_peer" VALUES(1,'01a20077-5c8d-7500-a011-a386e7d2b18d','district pair text','folder:/media/usb','','',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal" VALUES(1,'01a20077-5c78-753e-a7d8-846a9230ff84','1','1 号机',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_file" VALUES(1,'01a20077-5c78-753f-82bf-3bb90771b646','97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0','1','1_attlog.dat',72,X'31303209323032362D31312D32332030373A31303A30350931093009313509300D0A39393909323032362D31312D32332030373A31313A30350931093009313509300D0A746F726E',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_pin" VALUES(1,'01a20077-5c4a-71f8-bf02-4e60a76ce719',1,'100',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(2,'01a20077-5c56-7638-8702-4bc55c3d6ae5',2,'101',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(3,'01a20077-5c5d-75c6-b8c5-a8a68645b8ad',3,'102',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(4,'01a20077-5c64-7048-8914-8323a59f9659',4,'103',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "user_account" VALUES(1,'01a20077-5ab9-7064-8c9f-8de2ccfec81d','admin','系统员','administrator','$argon2id$v=19$m=65536,t=3,p=4$lmLKqsj+WA8nd2E++N9lxg$Y1Ccof2Dv+e98q78GdE8iKhp3l4nnClS4f4UnGGJdqk',1,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "work_item" VALUES(1,'01a20077-5c74-76ff-9fe3-15749b191189','unknown_code','98765432','前台扫码，未找到对应老人','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "work_item" VALUES(2,'01a20077-5c80-762d-85ad-8fa21fc92872','unmatched_pin','999','终端有核验记录，名单里没有这个编号','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
