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
INSERT INTO "assessment" VALUES(1,'01a2028c-aa72-7694-99ca-e252689dde6d',1,'PG000001','GB/T 42195-2022','draft','2026-11-01','首次',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,'01a2028c-aa9d-7132-a647-213f094fdf41');
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
INSERT INTO "attachment" VALUES(1,'01a2028c-aa72-7698-a7fa-aafcfbf3f3f6',1,'consent','a.png','image/png',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(2,'01a2028c-aa91-7377-b618-edd58c8b4df3',1,'photo','photo.jpg','image/jpeg',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(3,'01a2028c-aa9d-7132-a647-213f094fdf41',1,'assessment','a.pdf','application/pdf',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "attendance" VALUES(1,'01a2028c-aa00-73dc-bb94-9e4673abef13',1,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attendance" VALUES(2,'01a2028c-aa04-7025-84bd-b3808bd0e9fe',2,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','点错人');
INSERT INTO "attendance" VALUES(3,'01a2028c-aa34-74ae-95c1-cdd0969bc780',3,'2026-11-23','2026-11-23 07:10:05','face','terminal',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "audit_event" VALUES(1,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a2028c-a7d9-7709-a12f-d3f4ee12a829','6433a7bcc4c7bf2bbc4762b817648f706ca44417b8fad599af55ccd339b839a5','{}','设立中心','0000000000000000000000000000000000000000000000000000000000000000','6a41f6a475b309fb083c18f3288495d4249fa6aace923a57277a4dfa403a8b1e');
INSERT INTO "audit_event" VALUES(2,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a2028c-a7db-7274-8e9e-9e3a4fed7b22','1846b69950b8b07b7acaa402c55253e36781f5eec3c3da4ddbd59d9c70e508d5','{}','设立中心','6a41f6a475b309fb083c18f3288495d4249fa6aace923a57277a4dfa403a8b1e','7e2a8abd34be7f51c168e5cfdb386a636ffc2c46b048987a724c1c15f519790f');
INSERT INTO "audit_event" VALUES(3,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','user_account','01a2028c-a91c-7346-a8db-0a5391431cc0','032f6174a2d4df622ff10e31314dd65d5a9d8596b6e85e9b4461a1c33d030812','{}','新建账号','7e2a8abd34be7f51c168e5cfdb386a636ffc2c46b048987a724c1c15f519790f','ebf8ade3d9b846862032a009998e0733e35b806705b42493f5ce49cdeff71c63');
INSERT INTO "audit_event" VALUES(4,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a2028c-a9ab-72e5-9ca0-ab40a8da9343','e8af3e2ebda61587d151bcd62317e424aa1af24312b83f331bd96e5a48be5c14','{}','','ebf8ade3d9b846862032a009998e0733e35b806705b42493f5ce49cdeff71c63','d598fdca7e2b52227c75c3df9b6961ef4145e5fafacd462e815d689151e7bfd5');
INSERT INTO "audit_event" VALUES(5,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a2028c-a9bf-7672-8e45-299caf39a5b8','32a19f585a888dcfe9506914053592d54d360d17631665a5414cfaad330c383d','{}','','d598fdca7e2b52227c75c3df9b6961ef4145e5fafacd462e815d689151e7bfd5','283d14442385012fafb3a4028dcad77c7343051052c4afd72afde93697bc63f2');
INSERT INTO "audit_event" VALUES(6,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a2028c-a9c8-7092-9252-81c05ed87ba9','a0c23d4dffd0250cd9470826662c3d49d404218411871577083735fd0d3f5e1c','{}','','283d14442385012fafb3a4028dcad77c7343051052c4afd72afde93697bc63f2','42b393dfdde6da9820966ee33deb66a9f6e7974262aa372088d81bb95ae6f050');
INSERT INTO "audit_event" VALUES(7,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a2028c-a9cb-751d-a3b3-18350c5460ff','ac749ef1669eee45580e66064e3f5aebd6bd98e4084c92fb85fd90d2d34b5e68','{}','','42b393dfdde6da9820966ee33deb66a9f6e7974262aa372088d81bb95ae6f050','95ea5ebf03816b620fcf3e99f88f7825335b462b56db605ca50c0070032f44c2');
INSERT INTO "audit_event" VALUES(8,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a2028c-a9ab-72e5-9ca0-ab40a8da9343','41e9c85092da608e43bac1261d92d80ff25a2642a6a9448041c2165e0861c84c','{"value":["2","3"]}','','95ea5ebf03816b620fcf3e99f88f7825335b462b56db605ca50c0070032f44c2','e0dd9da3bc7f1ba9f1c10b7ee85fea9ca0eabb9fbda0dfaa9f0c1eee0c8ef3ce');
INSERT INTO "audit_event" VALUES(9,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a2028c-a9db-757f-affc-184274953c1c','7678ec074e923b19ba27796d4cf5fb2aaeaee0484961fa59bd63ee7007b1c250','{}','','e0dd9da3bc7f1ba9f1c10b7ee85fea9ca0eabb9fbda0dfaa9f0c1eee0c8ef3ce','913b02edb60cfc51f3c693e801b4df108664fc69d260d85376f195652df8ee79');
INSERT INTO "audit_event" VALUES(10,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a2028c-a9dc-74a6-94d0-feae189f36c4','322bbcf6475a507851f84d1af95bd10ec5e7adc3a44a4322568d8631bee2f6b3','{}','','913b02edb60cfc51f3c693e801b4df108664fc69d260d85376f195652df8ee79','f9746fd0c7eddf42374d12a88c5be53ca66e28f5a4ecc48ab37a6f945e9ea891');
INSERT INTO "audit_event" VALUES(11,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a2028c-a9dd-7322-a458-7505e04888e6','59ba0c51cc0385a7ca1d4069ee862f39bb52a86377a3a6da2d1fc37b3227d725','{}','','f9746fd0c7eddf42374d12a88c5be53ca66e28f5a4ecc48ab37a6f945e9ea891','626a90328bd47bedd9f9ce96cdda0c15108f4c6c050bec4c1b6194c2aea2a4c2');
INSERT INTO "audit_event" VALUES(12,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a2028c-a9ab-72e5-9ca0-ab40a8da9343','2dd9e1d0fefffbab68d0fdff158a0222dbbd54a7e5861c2fc17456ede7fa8abe','{"value":["3","4"]}','','626a90328bd47bedd9f9ce96cdda0c15108f4c6c050bec4c1b6194c2aea2a4c2','d669dbd9a16569000cf328518780c04676174fd02cda631127499476fafde259');
INSERT INTO "audit_event" VALUES(13,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a2028c-a9e7-7793-b27f-446b95785cac','62bad44fdb9f72d6640a54204928adc91e5030c692c5ceaf61de4a5e763870e7','{}','','d669dbd9a16569000cf328518780c04676174fd02cda631127499476fafde259','b2cff3506cbf8fdc713534c6d7d73a408ab3ea0e750ed539929f16c91fd86b52');
INSERT INTO "audit_event" VALUES(14,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a2028c-a9e7-7794-9c04-0751b6f0a032','e09ac64810b43d35d80f976911220452236b4e3f1abe7afcec432d76aa29c298','{}','','b2cff3506cbf8fdc713534c6d7d73a408ab3ea0e750ed539929f16c91fd86b52','9fa6acde690ff333ae4d8eadd36251a182484a4818cfbb2e602f61527c397f80');
INSERT INTO "audit_event" VALUES(15,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a2028c-a9ec-71a4-b48a-96a7f5ff26b9','95fda5ca5c9984df9fc86ec4fd182662dcf41a53ea26c69ad5e2c49b03d20f37','{}','','9fa6acde690ff333ae4d8eadd36251a182484a4818cfbb2e602f61527c397f80','4c2d5c3f3640cb721143d25f811696a012ef79c8197ab93155e90bd495eca010');
INSERT INTO "audit_event" VALUES(16,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a2028c-a9ab-72e5-9ca0-ab40a8da9343','8c045d2661bb93ec5cb74295e80c567966f7a533b4852262a9b1986dbbfc02d6','{"value":["4","5"]}','','4c2d5c3f3640cb721143d25f811696a012ef79c8197ab93155e90bd495eca010','808a04055ea7e881ad638333a41f93f7d51432757be7eb8b3735c86225857c39');
INSERT INTO "audit_event" VALUES(17,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a2028c-a9f2-7414-8289-8c487c245cf1','c580097cff74fd159d1627cee254d253e99b9ef79340da48b7983a898a1b1637','{}','','808a04055ea7e881ad638333a41f93f7d51432757be7eb8b3735c86225857c39','1d7341f16a0908f26018b5e8f23f7e2a344b0cff1bdd0eb5f4d6b825433b5f15');
INSERT INTO "audit_event" VALUES(18,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a2028c-a9f4-75f2-be56-52de863821cc','2d37b4929ae1b334d471ccfb31626c5ef7bacb150147eef8d203e3981fc87924','{}','','1d7341f16a0908f26018b5e8f23f7e2a344b0cff1bdd0eb5f4d6b825433b5f15','27a6d167a9611700a727b22a707edf73401d37b7091098f920340b2e3d742d39');
INSERT INTO "audit_event" VALUES(19,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a2028c-a9f5-73df-bbfc-b2da27307065','be8935d4f30ee7715faec553a8b2469a9040b8e901c3b19ae34ed2bd567389b5','{}','','27a6d167a9611700a727b22a707edf73401d37b7091098f920340b2e3d742d39','142052e35cbdc28ca627480af5ec179479219b8f9f407cfd04bcb1a49bacb442');
INSERT INTO "audit_event" VALUES(20,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a2028c-aa00-73dc-bb94-9e4673abef13','ac9016d7ed1aa27d9716c14f91741e6878015e70b584ea350411ec16c7254ea8','{}','','142052e35cbdc28ca627480af5ec179479219b8f9f407cfd04bcb1a49bacb442','0895f3edadd152cc3cb61712ea1f358afe17fa210f490352a6f6890cecab378a');
INSERT INTO "audit_event" VALUES(21,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a2028c-aa04-7025-84bd-b3808bd0e9fe','e5e3db5cc9e3c29dd33896f06c5a7058bb7611e256fd7dd7facb3248e3391815','{}','','0895f3edadd152cc3cb61712ea1f358afe17fa210f490352a6f6890cecab378a','21bf153dee2600c830eb027fd2da25bc479a0db0930c27651826648847f8be5d');
INSERT INTO "audit_event" VALUES(22,'2026-11-23T00:30:00.000000Z','<system>','系统','update','attendance','01a2028c-aa04-7025-84bd-b3808bd0e9fe','0a94020c18b756a9c7f12371bf38103681632717b0c5f8c7e5f7fb13c25de9f7','{"deleted_at":[null,"2026-11-23T00:30:00.000000Z"],"deleted_reason":[null,"点错人"]}','点错人','21bf153dee2600c830eb027fd2da25bc479a0db0930c27651826648847f8be5d','e404b0c06d171df83224e467d37a4020c0b691fd1da7f0e61d4a80620c7bc539');
INSERT INTO "audit_event" VALUES(23,'2026-11-23T00:30:00.000000Z','<system>','系统','take_back','attendance','01a2028c-a9db-757f-affc-184274953c1c','','{"at":"2026-11-23 08:30:00","date":"2026-11-23","method":"manual","row":"01a2028c-aa04-7025-84bd-b3808bd0e9fe"}','点错人','e404b0c06d171df83224e467d37a4020c0b691fd1da7f0e61d4a80620c7bc539','91f8d197a668bc1d46d01c4122984c65883faac76ef46d97d8cd9463c8ff03bb');
INSERT INTO "audit_event" VALUES(24,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','meal','01a2028c-aa11-76d3-9a7c-b377c4b9a432','0a12067189509bdee083e234e2546773a18aa1396ab3a838e6a3e959adfc8dc0','{}','','91f8d197a668bc1d46d01c4122984c65883faac76ef46d97d8cd9463c8ff03bb','70c30bfce40c08a3990d097f80da1e6b33ff89851d7196cc9c0f85a351512604');
INSERT INTO "audit_event" VALUES(25,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a2028c-aa1d-7259-8b3f-00f342b239fe','695e60033fda075d43cf00e16ec1e6b7eded7962673096200f95da3b2041d00d','{}','','70c30bfce40c08a3990d097f80da1e6b33ff89851d7196cc9c0f85a351512604','3d83ab243682ed6455493e3860643e2174227968f3405a0426c9927160c80ef9');
INSERT INTO "audit_event" VALUES(26,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal','01a2028c-aa25-748d-91aa-5b2fd2bf07cd','c004013a2f800eb4e29138140bca11d4bf8b81ef06b30c5952bd0194d66e44d0','{}','导入终端文件 1_attlog.dat','3d83ab243682ed6455493e3860643e2174227968f3405a0426c9927160c80ef9','1e43fea928e9759e2bb95cb70b5dc5f7a97fe2194247eabe23fa970ed2047ae9');
INSERT INTO "audit_event" VALUES(27,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_file','01a2028c-aa25-748e-8d22-fb05a29e6952','ac6f2b3482c42126d2e304a943a80b95c098be0aec42d6e6cea3c95f338166e4','{}','导入终端文件 1_attlog.dat','1e43fea928e9759e2bb95cb70b5dc5f7a97fe2194247eabe23fa970ed2047ae9','18ed176295cc8ad38269f6832984d49b5e222aa7375967a50d07db226b94278b');
INSERT INTO "audit_event" VALUES(28,'2026-11-23T00:30:00.000000Z','<system>','系统','import','face_check','1','','{"repeats":0,"sha256":"97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0","stored":2}','导入终端文件 1_attlog.dat','18ed176295cc8ad38269f6832984d49b5e222aa7375967a50d07db226b94278b','94488b8e022d9284be07dd48de0fd7617677bbd2fe0dba5e0e68860ed0c46192');
INSERT INTO "audit_event" VALUES(29,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a2028c-aa34-74ae-95c1-cdd0969bc780','2c65af401019d90e4225129b7fa69067ab0b5ebdfe2a9563c05dba3b1e96f9c1','{}','终端核对','94488b8e022d9284be07dd48de0fd7617677bbd2fe0dba5e0e68860ed0c46192','982d743f70a059d86545619148d2a5194c7384a3df1be36d8f7598749dba8868');
INSERT INTO "audit_event" VALUES(30,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a2028c-aa36-741b-8365-0b79872bad3b','108963db6b56d42431d14749f31fc38a681433989a766cf9c7acb358483c6010','{}','终端核对','982d743f70a059d86545619148d2a5194c7384a3df1be36d8f7598749dba8868','9e4dcf5b27a21867cb8afc28e6d340b7d2158a506206af0d027696a3c05a8f13');
INSERT INTO "audit_event" VALUES(31,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','document','01a2028c-aa48-7298-931e-9050340aac3d','1819664673361eb48c950cbb2cd1dec48d1ac02bc01ea87c790ea31d71c68e33','{}','生成每日签到花名册','9e4dcf5b27a21867cb8afc28e6d340b7d2158a506206af0d027696a3c05a8f13','68e7b8271d321fda369ec784ae04631f242e796b86f93d74f7f826b75852dffa');
INSERT INTO "audit_event" VALUES(32,'2026-11-23T00:30:00.000000Z','<system>','系统','update','document','01a2028c-aa48-7298-931e-9050340aac3d','ead004334a47beb67bd7214abe00d1fa020fa5c6c7aaf2252a8b08a8dd7184df','{"pages":[null,1],"sha256":[null,"d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f"]}','归档 QD-20261123-001','68e7b8271d321fda369ec784ae04631f242e796b86f93d74f7f826b75852dffa','f85eb637ee16ecffe40424b083b2e5ab34bc6f5303d383a86aa3242821a19bf4');
INSERT INTO "audit_event" VALUES(33,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_peer','01a2028c-aa59-7275-8eb9-303735d0f7e3','f9d53a256a023d9a68ae992849ba0b41dee5e96684c9dec462587247934f665b','{}','配对区平台','f85eb637ee16ecffe40424b083b2e5ab34bc6f5303d383a86aa3242821a19bf4','8cb3c4e706009e18719947206f90a331f25c9aabaa6ffe978e248fa1ff1332ce');
INSERT INTO "audit_event" VALUES(34,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_identity','01a2028c-aa5e-704c-8991-47235e879071','42c0d7ee0e4be86373bf862499224a170695e9146f9ac6875a3dd308942051e3','{}','生成签名钥匙','8cb3c4e706009e18719947206f90a331f25c9aabaa6ffe978e248fa1ff1332ce','2124f00d21cd488083197c8e5eb61a3409c32780dc43409b1a85d2610b3071bc');
INSERT INTO "audit_event" VALUES(35,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_bundle','01a2028c-aa68-723a-8745-d3b2f4e39568','26a28301b31ca9ba4f56d48be7511f41859f031c08e720db3b899e39a9d80792','{}','生成上报包','2124f00d21cd488083197c8e5eb61a3409c32780dc43409b1a85d2610b3071bc','87d1f7d8547b7ab53cfcbf3e231777a99e541197f40ab0429c3088bfbf0675e2');
INSERT INTO "audit_event" VALUES(36,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household','01a2028c-aa70-7328-a514-ba4e80299f35','17879af36775e548dbb63b2789afba6a4285998d5bcb8d0f537e957d2298597e','{}','设立中心','87d1f7d8547b7ab53cfcbf3e231777a99e541197f40ab0429c3088bfbf0675e2','242b3413a60b13421b2c71fa719764a1806940488333df408410c24f282e422d');
INSERT INTO "audit_event" VALUES(37,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member','01a2028c-a9bf-7672-8e45-299caf39a5b8','16c64f4f639dc9f64fa5820a85869f4d2945611d424c34c7cb0eb6f39a0018e8','{"ethnic":[null,"01"],"marital":[null,"30"],"registered_area":[null,"330105"]}','设立中心','242b3413a60b13421b2c71fa719764a1806940488333df408410c24f282e422d','d4a93d8c1bcd58a5df12f2a5f0350b4513b62f896fe915ca90d5625c0a29f178');
INSERT INTO "audit_event" VALUES(38,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household_member','01a2028c-aa72-7691-923a-3077d5b84b61','9955d4179aeb25e1493b3e5cbef91a682905dd5c98066e4406082a5855033aac','{}','设立中心','d4a93d8c1bcd58a5df12f2a5f0350b4513b62f896fe915ca90d5625c0a29f178','39c1d5a225f8ba67968582f8e17307a1ed12bf78ed7adbe5b58249e37862e12b');
INSERT INTO "audit_event" VALUES(39,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','contact','01a2028c-aa72-7692-b5bb-01f495f95520','d4a52225d7f44c92f9d61486c9cb62dd1803b40c3a5f2f3e7cf0bd908329b1fc','{}','设立中心','39c1d5a225f8ba67968582f8e17307a1ed12bf78ed7adbe5b58249e37862e12b','4632a14dfe88d8a47774e2aea72ad8675b454b124e4b558886f21cecf114f7ee');
INSERT INTO "audit_event" VALUES(40,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_class','01a2028c-aa72-7693-9381-d97f8ce33426','03d9f67a6d21acc7aab59e18e02a4199972e67aa5313d62497998dc752a79304','{}','设立中心','4632a14dfe88d8a47774e2aea72ad8675b454b124e4b558886f21cecf114f7ee','6fc395c0ee7719a67f6d6e561231598f9968b3673e395ec2cb5e9200b59f3d69');
INSERT INTO "audit_event" VALUES(41,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','assessment','01a2028c-aa72-7694-99ca-e252689dde6d','db5ade81d78883503d0236c798dde1f17e9e28dae330611a119577d04684e7e0','{}','设立中心','6fc395c0ee7719a67f6d6e561231598f9968b3673e395ec2cb5e9200b59f3d69','61987e40cb8fce48af0869c1cf36d5f0234349029cb5150634b0ad1c73d9ca27');
INSERT INTO "audit_event" VALUES(42,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','health_note','01a2028c-aa72-7695-a890-fd49d0adf3b6','906c68d6bbae105e9769635e17e3f5b5dfbdc445d1a9c17dcf65e3cf2f3682be','{}','设立中心','61987e40cb8fce48af0869c1cf36d5f0234349029cb5150634b0ad1c73d9ca27','24d7b9adca9b3c7f4f16c7e8565eeca6b8c43508606911b649e80c5581a3faca');
INSERT INTO "audit_event" VALUES(43,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent_text','01a2028c-aa72-7696-be98-bbd34578da3e','81f5220bca2c96cee857289cc57d014716cc0b258d3abd677dbd2346bbd6bbb3','{}','设立中心','24d7b9adca9b3c7f4f16c7e8565eeca6b8c43508606911b649e80c5581a3faca','8c109d50c6809986827abeb07ba993c1923185ca1ee1f1edccef5e9c85366771');
INSERT INTO "audit_event" VALUES(44,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a2028c-aa72-7697-8da7-7bce49a23515','7f8443ebefe4f89e33376c3a0ca91e9e1f5db32e0b77854fbe5ab22fd97c04a3','{}','设立中心','8c109d50c6809986827abeb07ba993c1923185ca1ee1f1edccef5e9c85366771','247ab1f7e850ec403e1295e39a748890cea77d4f300864753ce0158b6e0fabd9');
INSERT INTO "audit_event" VALUES(45,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a2028c-aa72-7698-a7fa-aafcfbf3f3f6','fab1dea50d688a082d4c861c4d2db2178f73c562052d1e2b07ea39202b16caae','{}','设立中心','247ab1f7e850ec403e1295e39a748890cea77d4f300864753ce0158b6e0fabd9','198ed38989560b3d6c0889a43b6e7c3b67930115d8f3c2e39019786eb13032e8');
INSERT INTO "audit_event" VALUES(46,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','membership_period','01a2028c-aa72-7699-84e8-c93130fb8276','1325c32919ab729fadc546f6a65d6eef1ef2e60499a863bd8aae4ccfc56375fa','{}','设立中心','198ed38989560b3d6c0889a43b6e7c3b67930115d8f3c2e39019786eb13032e8','6116087941081ef52508bcc7771a16d8f8caaa589b1e8e1f403028f595a05078');
INSERT INTO "audit_event" VALUES(47,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','import_run','01a2028c-aa72-769a-b706-afea2b3b033c','aeec7005273543fd98a05dff7e806736bd62b5deec71de29c60f4bcefd8377c6','{}','设立中心','6116087941081ef52508bcc7771a16d8f8caaa589b1e8e1f403028f595a05078','8112f052ab3079de1a287cecf25197d57e8200e1d0d8605eb85fe0464a35a484');
INSERT INTO "audit_event" VALUES(48,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_merge','01a2028c-aa72-769b-8341-3feb000a1341','9af6737eb642a8846862845c6e7831616dd29810cfb0f85160d1dd920e1819fe','{}','设立中心','8112f052ab3079de1a287cecf25197d57e8200e1d0d8605eb85fe0464a35a484','81a183bda245d08f66043e0051a0cba8786f8e41c41a3fa7ae57d3da96d70c2a');
INSERT INTO "audit_event" VALUES(49,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_distinct','01a2028c-aa72-769c-b43a-0965fb524f34','86ea28f204c0923e8358f95886162af5330ba62b013e9ae3444bcb7f07592685','{}','设立中心','81a183bda245d08f66043e0051a0cba8786f8e41c41a3fa7ae57d3da96d70c2a','842cda836b07fa5929ffc53b0a9d5121563e938d3b13e40cbc5c06c0eea034c0');
INSERT INTO "audit_event" VALUES(50,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','export_profile','01a2028c-aa72-769d-b123-432a8e272b14','612d47d62d386aa7b6100e6d0fc915a15d11c0f457cdeb904a3138d32b6e0839','{}','设立中心','842cda836b07fa5929ffc53b0a9d5121563e938d3b13e40cbc5c06c0eea034c0','727803205f0b1ad1955d118d3ae8bc9956c953c207069bdca75abb90d833ca90');
INSERT INTO "audit_event" VALUES(51,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','code_entry','01a2028c-aa72-769e-a34c-31ec45934d9c','4ec6f99a2b49142170f322cfa9d7953c28062725fff24830d7302555b6e7f618','{}','设立中心','727803205f0b1ad1955d118d3ae8bc9956c953c207069bdca75abb90d833ca90','d495c73c9bd87bf6f01ce5438f7c0685c93c7776d7a1bbdc94e29126fe811455');
INSERT INTO "audit_event" VALUES(52,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a2028c-aa91-7376-aed8-897d184ad596','942c5baeb2b5911e01bb25dc0772a2b0d5c4961eef10433f522b1357e78a26ed','{}','设立中心','d495c73c9bd87bf6f01ce5438f7c0685c93c7776d7a1bbdc94e29126fe811455','4e7c3acd1b405ec33f030bcc14324589cb66d1f219d85a4186a4af7e082bccc0');
INSERT INTO "audit_event" VALUES(53,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a2028c-aa91-7377-b618-edd58c8b4df3','3ff83893d8ca83eee97eae9e695b5cba3d03d7c72d933144c09d0377ee18e53f','{}','设立中心','4e7c3acd1b405ec33f030bcc14324589cb66d1f219d85a4186a4af7e082bccc0','416a920d925017afdb81a14ca85f646d3bb583d4fb6faf256f5ac1bf474657ad');
INSERT INTO "audit_event" VALUES(54,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member_card','01a2028c-a9c8-7092-9252-81c05ed87ba9','ba8a63d69d216371bfd47389bab3f110628583ab24f4d073cc6c5de73a1f5100','{"valid_until":[null,"2027-12-31"]}','设立中心','416a920d925017afdb81a14ca85f646d3bb583d4fb6faf256f5ac1bf474657ad','89a0a66e0953c33f5028435a24536fd1490c21119ce6e3987372734c342425b4');
INSERT INTO "audit_event" VALUES(55,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a2028c-aa9d-7132-a647-213f094fdf41','37e4f9e7494eed48c0019c4f2fef11320c52cd941c6f8e1b751aab7b2e59dedc','{}','设立中心','89a0a66e0953c33f5028435a24536fd1490c21119ce6e3987372734c342425b4','02b8221e99665acadee9e9b0af3055409f2a4ff92da796a8fb7bf72f2d10546b');
INSERT INTO "audit_event" VALUES(56,'2026-11-23T00:30:00.000000Z','<system>','系统','update','assessment','01a2028c-aa72-7694-99ca-e252689dde6d','3c60b27fa469423bfbadcf093a2a8b52a0a46220211c5aaf05a5c1f942bbea43','{"scan_uid":[null,"01a2028c-aa9d-7132-a647-213f094fdf41"]}','设立中心','02b8221e99665acadee9e9b0af3055409f2a4ff92da796a8fb7bf72f2d10546b','94e6ce8000a09eb6038c30eb4418861f2cd6959ee42b9e8c043c89e78eeaa4ec');
INSERT INTO "audit_event" VALUES(57,'2026-11-23T00:30:00.000000Z','<system>','系统','update','export_profile','01a2028c-aa72-769d-b123-432a8e272b14','583f48aab3d0e5aa5a5aff121ccfe91051f9bdd8296edcc2a6eb562923a39106','{"who":[null,"paused"]}','设立中心','94e6ce8000a09eb6038c30eb4418861f2cd6959ee42b9e8c043c89e78eeaa4ec','7276273607131bd7f23d5a06f80da377d6be46935ad5b0710ae5fdd8439587ff');
INSERT INTO "audit_event" VALUES(58,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_code','01a2028c-aab2-7423-8473-2e77e7081297','4218a97c4640eb02e6ce1fee6d6db70309a6c654886af8e47bf730c51a3dd395','{}','打印会员卡','7276273607131bd7f23d5a06f80da377d6be46935ad5b0710ae5fdd8439587ff','c0a2d694dcc124a6cbb0fef328617c5bbf685ca3fc45099a38cb3756b17666d2');
INSERT INTO "audit_event" VALUES(59,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member_code','01a2028c-aab2-7423-8473-2e77e7081297','d19afdc81c753f54046fdeb072a3d8470f261ca467fb37fca61a690d5eb4e533','{"void_reason":[null,"lost"],"voided_on":[null,"2026-11-23"]}','会员卡作废：遗失','c0a2d694dcc124a6cbb0fef328617c5bbf685ca3fc45099a38cb3756b17666d2','061c3e2284aba179cd463c5838ac380401c92c3707a03b127663ab9321684e03');
INSERT INTO "audit_event" VALUES(60,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_code','01a2028c-aac5-75b9-b730-505c1a9c0c3f','def1ae343165a580dcedbc48db63090b7ee387e85ae921d6cc5ab70f201b3fa3','{}','打印会员卡','061c3e2284aba179cd463c5838ac380401c92c3707a03b127663ab9321684e03','bc081e75b3d56f33e6638f20d6cc8d1befb12ef45bc343105e3f6de5e5513097');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_head" VALUES(1,60,'bc081e75b3d56f33e6638f20d6cc8d1befb12ef45bc343105e3f6de5e5513097');
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
INSERT INTO "code_entry" VALUES(1,'01a2028c-aa72-769e-a34c-31ec45934d9c','diets','无糖','无糖',NULL,1,1,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent" VALUES(1,'01a2028c-aa72-7697-8da7-7bce49a23515',1,'face',1,'self','王秀英',NULL,NULL,'2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "consent" VALUES(2,'01a2028c-aa91-7376-aed8-897d184ad596',1,'photo',1,'self','王秀英',NULL,NULL,'2026-11-01','2027-10-31',NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent_text" VALUES(1,'01a2028c-aa72-7696-be98-bbd34578da3e','face',1,'样例','2026-01-01',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "contact" VALUES(1,'01a2028c-aa72-7692-b5bb-01f495f95520',1,'王小明','20',NULL,NULL,NULL,0,NULL,1,0,0,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "document" VALUES(1,'01a2028c-aa48-7298-931e-9050340aac3d','QD-20261123-001','daily-roster','{"date":"2026-11-23"}','d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f',1,'系统',X'255044462D312E3420696E76656E746564',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "export_profile" VALUES(1,'01a2028c-aa72-769d-b123-432a8e272b14','街道月报','月报','街道','name、community',0,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,'paused');
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
INSERT INTO "health_note" VALUES(1,'01a2028c-aa72-7695-a890-fd49d0adf3b6',1,'花生','软食',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household" VALUES(1,'01a2028c-aa70-7328-a514-ba4e80299f35','H000001','小河路 1 号',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household_member" VALUES(1,'01a2028c-aa72-7691-923a-3077d5b84b61',1,1,'02',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "import_run" VALUES(1,'01a2028c-aa72-769a-b706-afea2b3b033c','a.xlsx','0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111','{}',1,1,0,0,0,1,1,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "meal" VALUES(1,'01a2028c-aa11-76d3-9a7c-b377c4b9a432',1,'2026-11-23','lunch','2026-11-23 08:30:00','manual',0,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member" VALUES(1,'01a2028c-a9bf-7672-8e45-299caf39a5b8','000001','王秀英',NULL,'resident','330105193812220007','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,'01','30',NULL,'330105',NULL,NULL,'wangxiuying王秀英','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(2,'01a2028c-a9db-757f-affc-184274953c1c','000002','单雄信',NULL,'resident','330105193812220023','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shanxiongxin单雄信','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(3,'01a2028c-a9e7-7793-b27f-446b95785cac','000003','阿卜杜热合曼·买买提艾力',NULL,'resident','33010519381222004X','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'abodurehemanmaimaitiaili阿卜杜热合曼·买买提艾力','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(4,'01a2028c-a9f2-7414-8289-8c487c245cf1','000004','王𬱖',NULL,'resident','330105193812220066','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'wangdi王𬱖','xiaoheshequ小河社区');
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
INSERT INTO "member_card" VALUES(1,'01a2028c-a9c8-7092-9252-81c05ed87ba9',1,'C0','issued','2026-11-23',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,'2027-12-31');
INSERT INTO "member_card" VALUES(2,'01a2028c-a9dc-74a6-94d0-feae189f36c4',2,'C1','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(3,'01a2028c-a9e7-7794-9c04-0751b6f0a032',3,'C2','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(4,'01a2028c-a9f4-75f2-be56-52de863821cc',4,'C3','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "member_class" VALUES(1,'01a2028c-aa72-7693-9381-d97f8ce33426',1,'economic','低保','2026-01-01',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE member_code (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	made_on TEXT, 
	voided_on TEXT, 
	void_reason TEXT, 
	note TEXT, 
	version INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	deleted_at TEXT, 
	deleted_reason TEXT, 
	CONSTRAINT pk_member_code PRIMARY KEY (id), 
	CONSTRAINT fk_member_code_member_id_member FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_member_code_code UNIQUE (code), 
	CONSTRAINT uq_member_code_uid UNIQUE (uid)
)
 STRICT

;
INSERT INTO "member_code" VALUES(1,'01a2028c-aab2-7423-8473-2e77e7081297',1,'7b522a62-cfbb-4983-93a9-95c2a05a63f5','2026-11-23','2026-11-23','lost',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "member_code" VALUES(2,'01a2028c-aac5-75b9-b730-505c1a9c0c3f',1,'47301d04-21b4-42c9-885a-379472d7efc8','2026-11-23',NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_distinct" VALUES(1,'01a2028c-aa72-769c-b43a-0965fb524f34','a','b',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_merge" VALUES(1,'01a2028c-aa72-769b-8341-3feb000a1341','01a2028c-a9bf-7672-8e45-299caf39a5b8','gone','{}',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "membership_period" VALUES(1,'01a2028c-aa72-7699-84e8-c93130fb8276',1,'paused','2026-10-01','2026-10-03','hospital',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE outbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at TEXT NOT NULL
)
 STRICT

;
INSERT INTO "outbox" VALUES(1,'member','01a2028c-a9bf-7672-8e45-299caf39a5b8',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(2,'member','01a2028c-a9db-757f-affc-184274953c1c',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(3,'member','01a2028c-a9e7-7793-b27f-446b95785cac',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(4,'member','01a2028c-a9f2-7414-8289-8c487c245cf1',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(5,'attendance','01a2028c-aa00-73dc-bb94-9e4673abef13',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(6,'attendance','01a2028c-aa04-7025-84bd-b3808bd0e9fe',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(7,'attendance','01a2028c-aa04-7025-84bd-b3808bd0e9fe',2,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(8,'meal','01a2028c-aa11-76d3-9a7c-b377c4b9a432',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(9,'attendance','01a2028c-aa34-74ae-95c1-cdd0969bc780',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(10,'member','01a2028c-a9bf-7672-8e45-299caf39a5b8',2,'2026-11-23T00:30:00.000000Z');
CREATE TABLE schema_version (version TEXT NOT NULL) STRICT;
INSERT INTO "schema_version" VALUES('0006');
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
INSERT INTO "setting" VALUES(1,'01a2028c-a7d9-7709-a12f-d3f4ee12a829','centre_code','"330105001"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(2,'01a2028c-a7db-7274-8e9e-9e3a4fed7b22','centre_name','"小河街道居家养老服务中心"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(3,'01a2028c-a9ab-72e5-9ca0-ab40a8da9343','next_member_no','5',4,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_bundle" VALUES(1,'01a2028c-aa68-723a-8745-d3b2f4e39568','b1','b1.yzb',1,3,'0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111',9,'{"people":1}','built','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_identity" VALUES(1,'01a2028c-aa5e-704c-8991-47235e879071','public','secret',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_peer" VALUES(1,'01a2028c-aa59-7275-8eb9-303735d0f7e3','district pair text','folder:/media/usb','','',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal" VALUES(1,'01a2028c-aa25-748d-91aa-5b2fd2bf07cd','1','1 号机',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_file" VALUES(1,'01a2028c-aa25-748e-8d22-fb05a29e6952','97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0','1','1_attlog.dat',72,X'31303209323032362D31312D32332030373A31303A30350931093009313509300D0A39393909323032362D31312D32332030373A31313A30350931093009313509300D0A746F726E',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_pin" VALUES(1,'01a2028c-a9cb-751d-a3b3-18350c5460ff',1,'100',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(2,'01a2028c-a9dd-7322-a458-7505e04888e6',2,'101',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(3,'01a2028c-a9ec-71a4-b48a-96a7f5ff26b9',3,'102',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(4,'01a2028c-a9f5-73df-bbfc-b2da27307065',4,'103',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "user_account" VALUES(1,'01a2028c-a91c-7346-a8db-0a5391431cc0','admin','系统员','administrator','$argon2id$v=19$m=65536,t=3,p=4$6pw4MFp0oFSZfV7mrWU8kA$2NHDsXhi6GrtqCCDRBI0ynVPgNqWGVTOpn6ZMrLlfm8',1,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "work_item" VALUES(1,'01a2028c-aa1d-7259-8b3f-00f342b239fe','unknown_code','98765432','前台扫码，未找到对应老人','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "work_item" VALUES(2,'01a2028c-aa36-741b-8365-0b79872bad3b','unmatched_pin','999','终端有核验记录，名单里没有这个编号','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
CREATE INDEX ix_member_code_member_id ON member_code (member_id);
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
CREATE UNIQUE INDEX uq_member_code_valid ON member_code (member_id) WHERE voided_on IS NULL AND deleted_at IS NULL;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',10);
COMMIT;
