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
	deleted_reason TEXT, scan_uid TEXT, 
	CONSTRAINT pk_assessment PRIMARY KEY (id), 
	CONSTRAINT fk_assessment_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_assessment_number UNIQUE (number), 
	CONSTRAINT uq_assessment_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "assessment" VALUES(1,'01a201fa-64e7-73f1-9792-affcc4e706b0',1,'PG000001','GB/T 42195-2022','draft','2026-11-01','首次',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,'01a201fa-6508-7004-8084-da207419fe97');
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
INSERT INTO "attachment" VALUES(1,'01a201fa-64e7-73f5-ba39-17997b0c24d5',1,'consent','a.png','image/png',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(2,'01a201fa-6500-7494-a7b2-4d837d4db4ec',1,'photo','photo.jpg','image/jpeg',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(3,'01a201fa-6508-7004-8084-da207419fe97',1,'assessment','a.pdf','application/pdf',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "attendance" VALUES(1,'01a201fa-6491-73f3-be70-95381e485290',1,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attendance" VALUES(2,'01a201fa-6496-774e-a9d5-3ec1e8cd7b00',2,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','点错人');
INSERT INTO "attendance" VALUES(3,'01a201fa-64b7-7566-acc9-3c2c9f5f23e3',3,'2026-11-23','2026-11-23 07:10:05','face','terminal',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "audit_event" VALUES(1,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201fa-6335-73fd-bfa2-78c5e745d11e','076042e193affbbd4eeb07c82ad59c742131fd72a343acadaaee5ceb33218f98','{}','设立中心','0000000000000000000000000000000000000000000000000000000000000000','ae52ebb52d0ecf0f7d1c3f05806c58415a9b9e6633b34f24d8b98bf85cbf12b1');
INSERT INTO "audit_event" VALUES(2,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201fa-6337-715a-ab53-071b31c5b3bc','0cfe90d34712b917c07ca423f878dfc6a9f86d3f70d1466dabe30b102be7d62c','{}','设立中心','ae52ebb52d0ecf0f7d1c3f05806c58415a9b9e6633b34f24d8b98bf85cbf12b1','6fe7287c4363734f497000cbaddfe034c5830ebccc4c94f84a51f05a1df4f2b6');
INSERT INTO "audit_event" VALUES(3,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','user_account','01a201fa-63dd-7738-a71f-b70bec407862','139202aa275f70aa835979066083010789a1dda000e2695071360f82f6b100ca','{}','新建账号','6fe7287c4363734f497000cbaddfe034c5830ebccc4c94f84a51f05a1df4f2b6','7b82acd55d58971120630835e0685303ea9f5aff940010e0bce3d0700d943c53');
INSERT INTO "audit_event" VALUES(4,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201fa-63eb-75b2-b655-9681dca6f68f','db18bc0cc8d82af2b7edc71d45f3618889139590278fbcc406d2eca968c93f62','{}','','7b82acd55d58971120630835e0685303ea9f5aff940010e0bce3d0700d943c53','1b8ba6d8be1725d99ac2a67155c9f9053f6b738ff79270f54f21d8e7c8aff440');
INSERT INTO "audit_event" VALUES(5,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201fa-6402-75cc-b988-a9e6df11488d','36502c4e10c4630eeeb02133bef49201afa16f668a5acfa5d6d8f3dcc9c7e44f','{}','','1b8ba6d8be1725d99ac2a67155c9f9053f6b738ff79270f54f21d8e7c8aff440','bfcde76bbd688e6cd94fb3a8974e661373c55ad9c0fb5e75cef22f85d57926bf');
INSERT INTO "audit_event" VALUES(6,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201fa-640b-7024-848c-ad3762c1b30b','95017b9c1df6f09b751fa3c2a294e5fe848db07e3bed6efff2dded36e9e4fae6','{}','','bfcde76bbd688e6cd94fb3a8974e661373c55ad9c0fb5e75cef22f85d57926bf','2ac203735e6c1f4f66c30aac0e1ea125476507638d5eaee4f5e186c5ada55a2d');
INSERT INTO "audit_event" VALUES(7,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201fa-6461-7636-86d2-810e1da9908b','f6964c004b750d1a8ff8d6f88fb2613066ff72c3465c8cd4cc677bdaacec5262','{}','','2ac203735e6c1f4f66c30aac0e1ea125476507638d5eaee4f5e186c5ada55a2d','242c2dff3e8c088a12fabb87ce5d2f13ff102666c90a766fa04d92d7a31fea1c');
INSERT INTO "audit_event" VALUES(8,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201fa-63eb-75b2-b655-9681dca6f68f','772b694a32d5a821e58b99ddb0592799d74554d429ffb0c964ba65fd27da1282','{"value":["2","3"]}','','242c2dff3e8c088a12fabb87ce5d2f13ff102666c90a766fa04d92d7a31fea1c','cc3924f93ae1effbbe9f7cb3f1d05c01e4ad975909b41f94a6bf16260485d892');
INSERT INTO "audit_event" VALUES(9,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201fa-646d-7737-a6e6-79c1d7ed7c11','2b1008a37a0a68055171191b0077b61b451253133cc02baba6e9e49f730e0d5f','{}','','cc3924f93ae1effbbe9f7cb3f1d05c01e4ad975909b41f94a6bf16260485d892','a2e1fa66540e1d83cbf7e05faaf2804331bca9a3c6050dbb7592f19d8e40138b');
INSERT INTO "audit_event" VALUES(10,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201fa-646f-720f-81fd-aef5d5e6ce46','314fbe95b8c78d4db391c669da9bb48995b72b4d348bf04a66b2450452a5fe84','{}','','a2e1fa66540e1d83cbf7e05faaf2804331bca9a3c6050dbb7592f19d8e40138b','3349bc8ba5c64e9fb7a1724386cc619d9369c00fcaeb09a5da198cdd6ffbb8f8');
INSERT INTO "audit_event" VALUES(11,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201fa-6470-7506-a0cc-52a91b3a442b','0b7b5d85d8939b92dc5dacbe344f3d05b87e4968c3921a1fbf93bd64f60e5970','{}','','3349bc8ba5c64e9fb7a1724386cc619d9369c00fcaeb09a5da198cdd6ffbb8f8','b4237ed208acc4b13d7626cf886525f681ab6a74a0559439fe339750f7aa169a');
INSERT INTO "audit_event" VALUES(12,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201fa-63eb-75b2-b655-9681dca6f68f','e23092ee08f8f8d5fd6c6348bf0d6c0581caa187fcab43663159dc59e2fbd808','{"value":["3","4"]}','','b4237ed208acc4b13d7626cf886525f681ab6a74a0559439fe339750f7aa169a','2ed74d2919fa5d7c2a7cc427f8f86f31208ab9ae2cee20e4b88befae2992eaa5');
INSERT INTO "audit_event" VALUES(13,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201fa-6478-7555-aaaf-b5c5ccc011c3','c2262d88d45af63bdf6f59ccbc61ffdd5bc885b915a935344b84c0434b5304f0','{}','','2ed74d2919fa5d7c2a7cc427f8f86f31208ab9ae2cee20e4b88befae2992eaa5','797b74ef6b7a87edfe553d54a23a80a146af85302dca93b1ad08c65453b31777');
INSERT INTO "audit_event" VALUES(14,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201fa-6479-77be-b7d4-e7adfe9e241a','a5e5661525883b0d31f42ba0927cff60bf9503b9acfe98664a75225cae8f4fdb','{}','','797b74ef6b7a87edfe553d54a23a80a146af85302dca93b1ad08c65453b31777','f5fdd71024bad5b264249478fbaa258a5704b8b3af09a04af41426a3deede52c');
INSERT INTO "audit_event" VALUES(15,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201fa-647a-7429-8538-c46b912e5ccc','50659890f13973eb0867b7be1a23b674a0a2406a7f5f3bf54d76055e096b9fa7','{}','','f5fdd71024bad5b264249478fbaa258a5704b8b3af09a04af41426a3deede52c','f06bc75a4b57d2fed4422bda240064fef1adc1b6bfa6fc90dccabf8869de30b6');
INSERT INTO "audit_event" VALUES(16,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201fa-63eb-75b2-b655-9681dca6f68f','0fb379e245df01e6de8f90b820f267ad3bb58d2047f69767244bf68a43e63fc5','{"value":["4","5"]}','','f06bc75a4b57d2fed4422bda240064fef1adc1b6bfa6fc90dccabf8869de30b6','cb0ef15ff4d2927f7d783c7f9f8c99a70aa80be0f4e1ec5eea9c1a5c98e6dc64');
INSERT INTO "audit_event" VALUES(17,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201fa-6482-716c-ad83-72b73813a5f0','dfdfd0fa848b2aaea1aef617c6aca2c96f3da21b80c72ea5c0758dac1322c3fc','{}','','cb0ef15ff4d2927f7d783c7f9f8c99a70aa80be0f4e1ec5eea9c1a5c98e6dc64','7ff5de7309a516e63e396fe0eba54584ba6995c7f4caeb175a80984da95c8b5e');
INSERT INTO "audit_event" VALUES(18,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201fa-6483-70a8-951e-1af44562c19d','754b005d93cc59ffdee099bb2f7211964fe0d66ed1fb33bb4aa789ef7a29238c','{}','','7ff5de7309a516e63e396fe0eba54584ba6995c7f4caeb175a80984da95c8b5e','217d4dd7603f96c66cc3b4f0da4164164afdc73e087bb7ce2e682e7a4f9f1c88');
INSERT INTO "audit_event" VALUES(19,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201fa-6485-73c3-b878-43e6e98ae148','3f84b2eff0dc0b15b3b196b765afc40ac520bc1a80b76f13e3c2d9c5f4577996','{}','','217d4dd7603f96c66cc3b4f0da4164164afdc73e087bb7ce2e682e7a4f9f1c88','d61227abece0ccda590fc8960988e85b6cf078fb636f381d2456a0ddee9fe8d5');
INSERT INTO "audit_event" VALUES(20,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201fa-6491-73f3-be70-95381e485290','c65978a2ecb8684eaff2f7eee625301eb1b885670fbce915bc689db56707f8dc','{}','','d61227abece0ccda590fc8960988e85b6cf078fb636f381d2456a0ddee9fe8d5','d0792382f49fd65f94b3bfff366bbec3c773203b46c8f11070d244282aa62dc3');
INSERT INTO "audit_event" VALUES(21,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201fa-6496-774e-a9d5-3ec1e8cd7b00','4521d9103167bd8a688768bf1f9b276a4af33f68212cf31216695924113ab8ab','{}','','d0792382f49fd65f94b3bfff366bbec3c773203b46c8f11070d244282aa62dc3','84a30463c1d820d7d961c3c6d529342a5b56a990a124e805a4f6dea31fb1c9db');
INSERT INTO "audit_event" VALUES(22,'2026-11-23T00:30:00.000000Z','<system>','系统','update','attendance','01a201fa-6496-774e-a9d5-3ec1e8cd7b00','e08697ec51e7ec0d08d6cf351b7fe32e53f67835f29419d59f66a495fa9896a9','{"deleted_at":[null,"2026-11-23T00:30:00.000000Z"],"deleted_reason":[null,"点错人"]}','点错人','84a30463c1d820d7d961c3c6d529342a5b56a990a124e805a4f6dea31fb1c9db','edbce3d2f93f98599c9d4b354a8c5348f83639516d03de7a43e990174f143945');
INSERT INTO "audit_event" VALUES(23,'2026-11-23T00:30:00.000000Z','<system>','系统','take_back','attendance','01a201fa-646d-7737-a6e6-79c1d7ed7c11','','{"at":"2026-11-23 08:30:00","date":"2026-11-23","method":"manual","row":"01a201fa-6496-774e-a9d5-3ec1e8cd7b00"}','点错人','edbce3d2f93f98599c9d4b354a8c5348f83639516d03de7a43e990174f143945','640f94da9f93fd37cc5b9196617789aac229c3d9f8bc43b714fbd3ea9789530b');
INSERT INTO "audit_event" VALUES(24,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','meal','01a201fa-64a3-7655-8aaf-0a6e3b8b6e33','a0eb406f4b2557f49c8125c073375cdce43a68b1a99d3c542ed25ebb885ae43b','{}','','640f94da9f93fd37cc5b9196617789aac229c3d9f8bc43b714fbd3ea9789530b','23a01c253e6ef650d12d914d511bf74d1f8e36eb3ee009e60a3a5f892f31c24d');
INSERT INTO "audit_event" VALUES(25,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a201fa-64a8-7424-849e-3ccb161c7829','3aa71512557522617f930726168a74fdebc6ad159d1b667d1df02e527a11bbbf','{}','','23a01c253e6ef650d12d914d511bf74d1f8e36eb3ee009e60a3a5f892f31c24d','df14665460dbac148898282bc8d5eb87b4f3a0a213e4f33f190c6927d9e0cc4b');
INSERT INTO "audit_event" VALUES(26,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal','01a201fa-64ae-7516-a2cc-ad6b675a8acb','8f27d273857f03d00fc6b5e6bad4636136198399f12bc7b4bf7fd1b7b2638cbb','{}','导入终端文件 1_attlog.dat','df14665460dbac148898282bc8d5eb87b4f3a0a213e4f33f190c6927d9e0cc4b','fac72a9c0f2122a6b30134c1270f11f5668ab396601040df906bd5d6da37553c');
INSERT INTO "audit_event" VALUES(27,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_file','01a201fa-64ae-7517-81f6-ba91e8a53ed5','dcacf5c820d0a7dbf825304341f2c6edd45d8c0565ca1066a2a76fef524e62ce','{}','导入终端文件 1_attlog.dat','fac72a9c0f2122a6b30134c1270f11f5668ab396601040df906bd5d6da37553c','f9e5578f6dd7ac462cefeb44c192f17992d12d9964cef10a5480a4bcf305f987');
INSERT INTO "audit_event" VALUES(28,'2026-11-23T00:30:00.000000Z','<system>','系统','import','face_check','1','','{"repeats":0,"sha256":"97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0","stored":2}','导入终端文件 1_attlog.dat','f9e5578f6dd7ac462cefeb44c192f17992d12d9964cef10a5480a4bcf305f987','26800ed585df830e31b143a9640cae2354fb63b7b5a5757efd3d23e51f0b0f24');
INSERT INTO "audit_event" VALUES(29,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201fa-64b7-7566-acc9-3c2c9f5f23e3','f70901330b83f70849fd618b8ff1f87d3249b4dd1b2909fd4892f80e4923fe18','{}','终端核对','26800ed585df830e31b143a9640cae2354fb63b7b5a5757efd3d23e51f0b0f24','7ac4414f0f9bae747f5838dcd653ff831dabb203720a35b2e0d70ac65b8381cf');
INSERT INTO "audit_event" VALUES(30,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a201fa-64ba-71e5-bcb1-21fbd73403dd','ae9170ce2a4cd46794c2f1d06db72c5cb141336aeeb4cc67ed7ae0fae12a01b4','{}','终端核对','7ac4414f0f9bae747f5838dcd653ff831dabb203720a35b2e0d70ac65b8381cf','4910ff61865c83ded23cc28901fd88648d9659e5f3091d990cd67794c17c6f82');
INSERT INTO "audit_event" VALUES(31,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','document','01a201fa-64c7-70dc-9b92-acdaf9504eee','6f0ed6ab54dfe9437796868365366fcf9c87dc6e04bddf55f9b8bb010782c875','{}','生成每日签到花名册','4910ff61865c83ded23cc28901fd88648d9659e5f3091d990cd67794c17c6f82','1628025c9f088c8f49969ec6db4d48995b81221a258536443f233c080bda674d');
INSERT INTO "audit_event" VALUES(32,'2026-11-23T00:30:00.000000Z','<system>','系统','update','document','01a201fa-64c7-70dc-9b92-acdaf9504eee','700668f6d6ee9a56a96a32021afd7cbde7f3a4cadabc50dbf9f0a272e54603c3','{"pages":[null,1],"sha256":[null,"d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f"]}','归档 QD-20261123-001','1628025c9f088c8f49969ec6db4d48995b81221a258536443f233c080bda674d','99e62cfce39a0bf9c6ec0dec28ee8c02acbd99b64654de711a37180c644d9b15');
INSERT INTO "audit_event" VALUES(33,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_peer','01a201fa-64d2-7691-9223-ac7bd6173d34','ba66de79eb29739667bcc3b221dca23feece3cbb70b1d2f5928dc92d0daa8607','{}','配对区平台','99e62cfce39a0bf9c6ec0dec28ee8c02acbd99b64654de711a37180c644d9b15','12bacf26d55a8bdcb02eb9e02bd96570e30ef46ec809a759c1df55ee0e93d5fa');
INSERT INTO "audit_event" VALUES(34,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_identity','01a201fa-64db-73a4-b496-0a7d6865f53c','c31f45af39e4c8771d317aa378e43e95d1dfc2bc2352c1da8172df4bbcf3528e','{}','生成签名钥匙','12bacf26d55a8bdcb02eb9e02bd96570e30ef46ec809a759c1df55ee0e93d5fa','021e12201fb7a19b0d5d9e1a596a31b3a0ea3c46ec963e7f1e432e8f39ca766b');
INSERT INTO "audit_event" VALUES(35,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_bundle','01a201fa-64de-73ac-b58b-6497ebf2ab3a','c495dbb829b2d7e8ce4c55d39ed010da50a58b74a6055066167fb0d09ff90c3b','{}','生成上报包','021e12201fb7a19b0d5d9e1a596a31b3a0ea3c46ec963e7f1e432e8f39ca766b','02a8130595ede31a6dffd1f58f430baa0d33c9e0c4e1558373df0aee84c86ef7');
INSERT INTO "audit_event" VALUES(36,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household','01a201fa-64e3-7310-a21c-bcfa5416c4c9','ac0602bac9597e04127982fc5098237b225124f0107a968dd1fafaed305b6430','{}','设立中心','02a8130595ede31a6dffd1f58f430baa0d33c9e0c4e1558373df0aee84c86ef7','b3912d5ea7d080aa52517fe9b0a0f47337a7fab6051a16ba16a486b48408d67a');
INSERT INTO "audit_event" VALUES(37,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member','01a201fa-6402-75cc-b988-a9e6df11488d','ec34f5c6c5a76d051eadcffe9e35a5ceed963dc92bc84e52b1b2ad26f026caad','{"ethnic":[null,"01"],"marital":[null,"30"],"registered_area":[null,"330105"]}','设立中心','b3912d5ea7d080aa52517fe9b0a0f47337a7fab6051a16ba16a486b48408d67a','f1474449a0f4e9eb7ada007ec31111a5e016fdd206880f5c4d4cb430e9e6bcea');
INSERT INTO "audit_event" VALUES(38,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household_member','01a201fa-64e7-73ee-bdcf-1ceb601ef7cf','15ccabb8499fb90d048fc351a2123b22f579d5b9b8c2bc80880acd16ceed8c29','{}','设立中心','f1474449a0f4e9eb7ada007ec31111a5e016fdd206880f5c4d4cb430e9e6bcea','27992935a0f7c8cdfab4803e1434a6cf59d138a9d8d90ca3eb9fdaf6eb0d0048');
INSERT INTO "audit_event" VALUES(39,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','contact','01a201fa-64e7-73ef-b70c-795cc1791ef2','9127f90d5ad5a1a63387ddf873abc88dc03cbb35f48df8f016d7af1233f3bedc','{}','设立中心','27992935a0f7c8cdfab4803e1434a6cf59d138a9d8d90ca3eb9fdaf6eb0d0048','29010f20abefd0b8913bd38325a0290451261bd14503434d2d1e8b15c8fab88a');
INSERT INTO "audit_event" VALUES(40,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_class','01a201fa-64e7-73f0-b572-70d0822ca435','fcffbdb8d287b7cc04e693aa87a74c52d4be62f0eef28516321ad100aeb9a1c2','{}','设立中心','29010f20abefd0b8913bd38325a0290451261bd14503434d2d1e8b15c8fab88a','7b1f376134cb8a188a7df4074984d80269031d57e460f720348022c7dcd26348');
INSERT INTO "audit_event" VALUES(41,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','assessment','01a201fa-64e7-73f1-9792-affcc4e706b0','a13d802de3521129a1f7d11efb63032eb1f461a88908b89f54a6cde78560c25d','{}','设立中心','7b1f376134cb8a188a7df4074984d80269031d57e460f720348022c7dcd26348','81d6c9576a72ba4ac0c99f809774dce03ba7342377030607bb2e5fee6c7680f6');
INSERT INTO "audit_event" VALUES(42,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','health_note','01a201fa-64e7-73f2-82f1-63cf5e2759a4','15737abf69e3c80712cb73e4867b0af3557b58e0da6e9fdb8a41c073c9eb28b3','{}','设立中心','81d6c9576a72ba4ac0c99f809774dce03ba7342377030607bb2e5fee6c7680f6','182dcc0fb5a2d31127a99498bc609f03b21b9f0d0fe2136cf63a102f3a5f3654');
INSERT INTO "audit_event" VALUES(43,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent_text','01a201fa-64e7-73f3-bbef-de6fedfb405b','191026b587a3b9cc909a165bf2181f58a8bb52961d38cf2513081bc12a24dd59','{}','设立中心','182dcc0fb5a2d31127a99498bc609f03b21b9f0d0fe2136cf63a102f3a5f3654','9015cee9c9f9d043ebb1b30883792bb2f3b046f771db57f52a757c4b8e0df530');
INSERT INTO "audit_event" VALUES(44,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a201fa-64e7-73f4-b4d2-ea08ecca9f60','cb9ff291325a08674f9ce2e40b531fc2fba901b5905c846e2e0ddd9efb8e9886','{}','设立中心','9015cee9c9f9d043ebb1b30883792bb2f3b046f771db57f52a757c4b8e0df530','2730dd834c85609299c819d4b2b6e328ea3785a8a7408f4bbcef4b43db020ab4');
INSERT INTO "audit_event" VALUES(45,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201fa-64e7-73f5-ba39-17997b0c24d5','6fe234e13519b0b110d1799d78aa3fb1a67719ba4c9f6071b067cd3ac8557214','{}','设立中心','2730dd834c85609299c819d4b2b6e328ea3785a8a7408f4bbcef4b43db020ab4','652d505b1148ad28826ea41dabdfe81e81fc8b97430c108c4f3d32d7c6569442');
INSERT INTO "audit_event" VALUES(46,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','membership_period','01a201fa-64e7-73f6-9932-aa9bc3e1d1f9','b4d6ced7945e6cfb335cadd53078e15fdebb808355dbdff9c69ed522f86e6001','{}','设立中心','652d505b1148ad28826ea41dabdfe81e81fc8b97430c108c4f3d32d7c6569442','5a389e16a8c9c1096645768c2f4947a12294dc9eb2523276e692571f1f35afcc');
INSERT INTO "audit_event" VALUES(47,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','import_run','01a201fa-64e8-75dc-bb82-079247fbcff5','60ab9a153426d78794f65b42716884b0924900f40f62a984c060c67393c9fd24','{}','设立中心','5a389e16a8c9c1096645768c2f4947a12294dc9eb2523276e692571f1f35afcc','59998c9b03c20d58adb8ff30f17a1f209f7d5c0110d4b15cc233b00d155ea803');
INSERT INTO "audit_event" VALUES(48,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_merge','01a201fa-64e8-75dd-81a9-74e8101b8623','1e8ec4e4b01ec9e45e7f00fc3e9ff5748df072b9f7d2fa65f071bd03dc616fb4','{}','设立中心','59998c9b03c20d58adb8ff30f17a1f209f7d5c0110d4b15cc233b00d155ea803','b3af97ae7be381d4338444c87ec13b3401db86209e83a7037112558ef85e9804');
INSERT INTO "audit_event" VALUES(49,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_distinct','01a201fa-64e8-75de-8fa7-55e65383e4b7','86aa8804654385ce9fa16e878a9f20df86d038b1a07f1e743d344ce74ba01120','{}','设立中心','b3af97ae7be381d4338444c87ec13b3401db86209e83a7037112558ef85e9804','30c611f67f2b5479ffac6066d6d4e432cc76ae0831a71a3a2253cb24684e28be');
INSERT INTO "audit_event" VALUES(50,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','export_profile','01a201fa-64e8-75df-9f53-f268dfeb8ce6','0eea230e59465bb068a5722a01ea4557aba84a06ebfe724c5abb23882777a7a3','{}','设立中心','30c611f67f2b5479ffac6066d6d4e432cc76ae0831a71a3a2253cb24684e28be','23204c6fde4da01593cf2fc8951950d756feb7605db1e2ae91eaedb8c72e31c1');
INSERT INTO "audit_event" VALUES(51,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','code_entry','01a201fa-64e8-75e0-a6be-34fb189a5d6b','e97614367076a658dd75cd16cb4ee7670c4db127b24bddd760bdb827b68adb81','{}','设立中心','23204c6fde4da01593cf2fc8951950d756feb7605db1e2ae91eaedb8c72e31c1','969a46a1fa2d80b2a5284de3e0e93bd28c7feca2ef4ab814fc96f59e619c5e1a');
INSERT INTO "audit_event" VALUES(52,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a201fa-6500-7493-9277-bca529a51971','4a69a111c22e527e7c0d33c9dde31a2db07e4616f12d0a487c47e05f25c76c21','{}','设立中心','969a46a1fa2d80b2a5284de3e0e93bd28c7feca2ef4ab814fc96f59e619c5e1a','da49c7503900f24481043408a53b47d11d5b0f0755a59901dab96aa09be116ab');
INSERT INTO "audit_event" VALUES(53,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201fa-6500-7494-a7b2-4d837d4db4ec','db6e835d4b1c4baa801040d125065dcad51c7813dec3576c4a41e571c497e32f','{}','设立中心','da49c7503900f24481043408a53b47d11d5b0f0755a59901dab96aa09be116ab','7d2c3877ce919ab7bee5ee7c3829fa28a47fef7b40cb1e5e50e39bfc019518ac');
INSERT INTO "audit_event" VALUES(54,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member_card','01a201fa-640b-7024-848c-ad3762c1b30b','0e4a04cc782cbdae64fba9b118364705e910e9a1eade69fb67ff2173211d96c4','{"valid_until":[null,"2027-12-31"]}','设立中心','7d2c3877ce919ab7bee5ee7c3829fa28a47fef7b40cb1e5e50e39bfc019518ac','3424aaab8c8efdcf25c1b04fea55800aefd21a9b8429c69ea69b6c59318e91d8');
INSERT INTO "audit_event" VALUES(55,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201fa-6508-7004-8084-da207419fe97','b05e1cb61611e7df8f50ef7170a1b60c0ac7d27a38c30ce4db1a11a6712cafee','{}','设立中心','3424aaab8c8efdcf25c1b04fea55800aefd21a9b8429c69ea69b6c59318e91d8','0d81c976acea29ecf73538d7244f4e1786a4187c46d89e0efb4cc2fdc271474a');
INSERT INTO "audit_event" VALUES(56,'2026-11-23T00:30:00.000000Z','<system>','系统','update','assessment','01a201fa-64e7-73f1-9792-affcc4e706b0','26c0accc37e6211bfd35b195258f6dc5dba6d8a32c26960126854e600d804338','{"scan_uid":[null,"01a201fa-6508-7004-8084-da207419fe97"]}','设立中心','0d81c976acea29ecf73538d7244f4e1786a4187c46d89e0efb4cc2fdc271474a','0fabafef61a9620444248c90264d5c2d57acd9cf7cf6dfbdf840ba7afe0cbf3b');
INSERT INTO "audit_event" VALUES(57,'2026-11-23T00:30:00.000000Z','<system>','系统','update','export_profile','01a201fa-64e8-75df-9f53-f268dfeb8ce6','04ccc4d6288b2f9f89788a35f33efd920ba72726bb2b29e8ca13709d7fb04d7e','{"who":[null,"paused"]}','设立中心','0fabafef61a9620444248c90264d5c2d57acd9cf7cf6dfbdf840ba7afe0cbf3b','06d640fa9545672010bbcb843703e2c4792b3372c98d92e1791d70f39eae1b1c');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_head" VALUES(1,57,'06d640fa9545672010bbcb843703e2c4792b3372c98d92e1791d70f39eae1b1c');
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
INSERT INTO "code_entry" VALUES(1,'01a201fa-64e8-75e0-a6be-34fb189a5d6b','diets','无糖','无糖',NULL,1,1,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent" VALUES(1,'01a201fa-64e7-73f4-b4d2-ea08ecca9f60',1,'face',1,'self','王秀英',NULL,NULL,'2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "consent" VALUES(2,'01a201fa-6500-7493-9277-bca529a51971',1,'photo',1,'self','王秀英',NULL,NULL,'2026-11-01','2027-10-31',NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent_text" VALUES(1,'01a201fa-64e7-73f3-bbef-de6fedfb405b','face',1,'样例','2026-01-01',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "contact" VALUES(1,'01a201fa-64e7-73ef-b70c-795cc1791ef2',1,'王小明','20',NULL,NULL,NULL,0,NULL,1,0,0,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "document" VALUES(1,'01a201fa-64c7-70dc-9b92-acdaf9504eee','QD-20261123-001','daily-roster','{"date":"2026-11-23"}','d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f',1,'系统',X'255044462D312E3420696E76656E746564',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
	deleted_reason TEXT, who TEXT, 
	CONSTRAINT pk_export_profile PRIMARY KEY (id), 
	CONSTRAINT uq_export_profile_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "export_profile" VALUES(1,'01a201fa-64e8-75df-9f53-f268dfeb8ce6','街道月报','月报','街道','name、community',0,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,'paused');
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
INSERT INTO "health_note" VALUES(1,'01a201fa-64e7-73f2-82f1-63cf5e2759a4',1,'花生','软食',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household" VALUES(1,'01a201fa-64e3-7310-a21c-bcfa5416c4c9','H000001','小河路 1 号',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household_member" VALUES(1,'01a201fa-64e7-73ee-bdcf-1ceb601ef7cf',1,1,'02',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "import_run" VALUES(1,'01a201fa-64e8-75dc-bb82-079247fbcff5','a.xlsx','0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111','{}',1,1,0,0,0,1,1,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "meal" VALUES(1,'01a201fa-64a3-7655-8aaf-0a6e3b8b6e33',1,'2026-11-23','lunch','2026-11-23 08:30:00','manual',0,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member" VALUES(1,'01a201fa-6402-75cc-b988-a9e6df11488d','000001','王秀英',NULL,'resident','330105193812220007','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,'01','30',NULL,'330105',NULL,NULL,'wangxiuying王秀英','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(2,'01a201fa-646d-7737-a6e6-79c1d7ed7c11','000002','单雄信',NULL,'resident','330105193812220023','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shanxiongxin单雄信','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(3,'01a201fa-6478-7555-aaaf-b5c5ccc011c3','000003','阿卜杜热合曼·买买提艾力',NULL,'resident','33010519381222004X','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'abodurehemanmaimaitiaili阿卜杜热合曼·买买提艾力','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(4,'01a201fa-6482-716c-ad83-72b73813a5f0','000004','王𬱖',NULL,'resident','330105193812220066','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'wangdi王𬱖','xiaoheshequ小河社区');
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
INSERT INTO "member_card" VALUES(1,'01a201fa-640b-7024-848c-ad3762c1b30b',1,'C0','issued','2026-11-23',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,'2027-12-31');
INSERT INTO "member_card" VALUES(2,'01a201fa-646f-720f-81fd-aef5d5e6ce46',2,'C1','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(3,'01a201fa-6479-77be-b7d4-e7adfe9e241a',3,'C2','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(4,'01a201fa-6483-70a8-951e-1af44562c19d',4,'C3','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "member_class" VALUES(1,'01a201fa-64e7-73f0-b572-70d0822ca435',1,'economic','低保','2026-01-01',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_distinct" VALUES(1,'01a201fa-64e8-75de-8fa7-55e65383e4b7','a','b',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_merge" VALUES(1,'01a201fa-64e8-75dd-81a9-74e8101b8623','01a201fa-6402-75cc-b988-a9e6df11488d','gone','{}',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "membership_period" VALUES(1,'01a201fa-64e7-73f6-9932-aa9bc3e1d1f9',1,'paused','2026-10-01','2026-10-03','hospital',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE outbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at TEXT NOT NULL
)
 STRICT

;
INSERT INTO "outbox" VALUES(1,'member','01a201fa-6402-75cc-b988-a9e6df11488d',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(2,'member','01a201fa-646d-7737-a6e6-79c1d7ed7c11',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(3,'member','01a201fa-6478-7555-aaaf-b5c5ccc011c3',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(4,'member','01a201fa-6482-716c-ad83-72b73813a5f0',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(5,'attendance','01a201fa-6491-73f3-be70-95381e485290',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(6,'attendance','01a201fa-6496-774e-a9d5-3ec1e8cd7b00',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(7,'attendance','01a201fa-6496-774e-a9d5-3ec1e8cd7b00',2,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(8,'meal','01a201fa-64a3-7655-8aaf-0a6e3b8b6e33',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(9,'attendance','01a201fa-64b7-7566-acc9-3c2c9f5f23e3',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(10,'member','01a201fa-6402-75cc-b988-a9e6df11488d',2,'2026-11-23T00:30:00.000000Z');
CREATE TABLE schema_version (version TEXT NOT NULL) STRICT;
INSERT INTO "schema_version" VALUES('0005');
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
INSERT INTO "setting" VALUES(1,'01a201fa-6335-73fd-bfa2-78c5e745d11e','centre_code','"330105001"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(2,'01a201fa-6337-715a-ab53-071b31c5b3bc','centre_name','"小河街道居家养老服务中心"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(3,'01a201fa-63eb-75b2-b655-9681dca6f68f','next_member_no','5',4,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_bundle" VALUES(1,'01a201fa-64de-73ac-b58b-6497ebf2ab3a','b1','b1.yzb',1,3,'0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111',9,'{"people":1}','built','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_identity" VALUES(1,'01a201fa-64db-73a4-b496-0a7d6865f53c','public','secret',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_peer" VALUES(1,'01a201fa-64d2-7691-9223-ac7bd6173d34','district pair text','folder:/media/usb','','',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal" VALUES(1,'01a201fa-64ae-7516-a2cc-ad6b675a8acb','1','1 号机',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_file" VALUES(1,'01a201fa-64ae-7517-81f6-ba91e8a53ed5','97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0','1','1_attlog.dat',72,X'31303209323032362D31312D32332030373A31303A30350931093009313509300D0A39393909323032362D31312D32332030373A31313A30350931093009313509300D0A746F726E',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_pin" VALUES(1,'01a201fa-6461-7636-86d2-810e1da9908b',1,'100',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(2,'01a201fa-6470-7506-a0cc-52a91b3a442b',2,'101',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(3,'01a201fa-647a-7429-8538-c46b912e5ccc',3,'102',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(4,'01a201fa-6485-73c3-b878-43e6e98ae148',4,'103',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "user_account" VALUES(1,'01a201fa-63dd-7738-a71f-b70bec407862','admin','系统员','administrator','$argon2id$v=19$m=65536,t=3,p=4$9V0gwIv1CF86K/XmAYo5vg$7bg1JTtiWCjiRn9m76Xo3yion0jj//23aJuK9bsVNu8',1,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "work_item" VALUES(1,'01a201fa-64a8-7424-849e-3ccb161c7829','unknown_code','98765432','前台扫码，未找到对应老人','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "work_item" VALUES(2,'01a201fa-64ba-71e5-bcb1-21fbd73403dd','unmatched_pin','999','终端有核验记录，名单里没有这个编号','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
