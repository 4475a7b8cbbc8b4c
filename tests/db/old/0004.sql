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
INSERT INTO "assessment" VALUES(1,'01a201d6-45e3-7585-a938-729665a02325',1,'PG000001','GB/T 42195-2022','draft','2026-11-01','首次',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,'01a201d6-4603-7041-8820-9de56a97e44c');
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
INSERT INTO "attachment" VALUES(1,'01a201d6-45e3-7589-81f1-7c262e27b65b',1,'consent','a.png','image/png',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(2,'01a201d6-45fb-752b-8488-542ca6949632',1,'photo','photo.jpg','image/jpeg',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attachment" VALUES(3,'01a201d6-4603-7041-8820-9de56a97e44c',1,'assessment','a.pdf','application/pdf',3,'0000000000000000000000000000000000000000000000000000000000000000',X'616263',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "attendance" VALUES(1,'01a201d6-4595-7293-9276-aa6aa6da3130',1,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "attendance" VALUES(2,'01a201d6-4599-7403-8072-0f4f29dc3019',2,'2026-11-23','2026-11-23 08:30:00','manual','desk',NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z','点错人');
INSERT INTO "attendance" VALUES(3,'01a201d6-45ba-7178-af0b-7e2d3cb0fb46',3,'2026-11-23','2026-11-23 07:10:05','face','terminal',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "audit_event" VALUES(1,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201d6-445e-721b-836d-dc5546955350','5de1543449600129e3f94261a527bf6ae6e57d614de07ea487af23ae8c7c4261','{}','设立中心','0000000000000000000000000000000000000000000000000000000000000000','2cd0561f78fc0baf5df57ff55ad3ad09c97e8b1db6a695fc88ffc34a1d7c20e8');
INSERT INTO "audit_event" VALUES(2,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201d6-4461-74a8-950f-8b317c96d9a5','d37366edb52836bcec214f6a206cba8d3f661fdee6e8e4213bc99bf837f83df2','{}','设立中心','2cd0561f78fc0baf5df57ff55ad3ad09c97e8b1db6a695fc88ffc34a1d7c20e8','1546c61055849c3b1ec1ae1c6eba195fd51614d13bc5abc70d5ed3a3a333cc15');
INSERT INTO "audit_event" VALUES(3,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','user_account','01a201d6-44f2-72c6-98ce-f4b7d4104397','fc7abab571477bd0774643bfe3e1f3d44ac4bacb496e8d8280af7e3ae674675a','{}','新建账号','1546c61055849c3b1ec1ae1c6eba195fd51614d13bc5abc70d5ed3a3a333cc15','0c405e11d8de618b7fee54f3c8b7c7f1ec6aea3d97275598efa076f0c8404fa7');
INSERT INTO "audit_event" VALUES(4,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','setting','01a201d6-44ff-7115-a2aa-08f8837e73b0','8a4185378e4cdb63062be22c6210eb7fd0082242ec9f567a39fcbaaf46ce0b55','{}','','0c405e11d8de618b7fee54f3c8b7c7f1ec6aea3d97275598efa076f0c8404fa7','83391561e5696bfd0ac02f78f964547df829bed6e4357cd42d70826c94f4732a');
INSERT INTO "audit_event" VALUES(5,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201d6-4510-7250-8a0f-94654f15fdf7','2cc0eea0715e55e555c5f00f21533bb7649765717c76eadf19c77ee402a24d93','{}','','83391561e5696bfd0ac02f78f964547df829bed6e4357cd42d70826c94f4732a','ec8866cfd3393759ca5334d0e9ebf0ee267dbb3a9d60e0e17a81aa060e69e6b2');
INSERT INTO "audit_event" VALUES(6,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201d6-4516-744d-89b8-5d08dbc97972','e176ae56b8f35a3421a41fa786411d1b14349542906000973206003f4fafc061','{}','','ec8866cfd3393759ca5334d0e9ebf0ee267dbb3a9d60e0e17a81aa060e69e6b2','18d40a4e26d5ee693e58dc01cee03eed1b8f7933669b270ed516fce5f1da4381');
INSERT INTO "audit_event" VALUES(7,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201d6-451f-7397-b2fd-75b93d4f7fe7','c078b55d27d22ddf4a81ef97611df47e8df512bff12b084039b35d85c99a7075','{}','','18d40a4e26d5ee693e58dc01cee03eed1b8f7933669b270ed516fce5f1da4381','aefed8bb656ec8ec103c7b2d8734b0cacde539b5d025ebd05bb44a0307959665');
INSERT INTO "audit_event" VALUES(8,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201d6-44ff-7115-a2aa-08f8837e73b0','381b1847a8d0f67674f0928ebf5bc53e1f30665d19f593135e5f11a0d59e2bc9','{"value":["2","3"]}','','aefed8bb656ec8ec103c7b2d8734b0cacde539b5d025ebd05bb44a0307959665','6f4a9d062be94425508600fbb8ef4e65563d79cedcd2d0d63bac5fe49362cf67');
INSERT INTO "audit_event" VALUES(9,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201d6-4579-730a-a15b-939fa921905a','1b41342caae04897b90bf0aa2ef56c4bad9879b5fcf8e4f5a5eb4fd788633506','{}','','6f4a9d062be94425508600fbb8ef4e65563d79cedcd2d0d63bac5fe49362cf67','5ef4fd4f14f3bc5306279e5d5d044a7a14241dd0a8a700cc7efbbcf068d783e6');
INSERT INTO "audit_event" VALUES(10,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201d6-457a-71e1-bc3a-28516ac2a4bb','c671879c421d8f256f0189f894a84470a211f4ccaf7477f41307ba62c37d881c','{}','','5ef4fd4f14f3bc5306279e5d5d044a7a14241dd0a8a700cc7efbbcf068d783e6','fa02e6fdada81a5fb833fc1b77a1db3621af9d2afe9516cb24330816bda2d4ba');
INSERT INTO "audit_event" VALUES(11,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201d6-457b-70e1-9c24-ab600a8eda2a','105be8c86c4df52eeba257fb7e4b081004254f18b82fb5c2c8a0ed2d5ce4d181','{}','','fa02e6fdada81a5fb833fc1b77a1db3621af9d2afe9516cb24330816bda2d4ba','baebcebc5c273c43050d518b3c31ed5d5c5b58cbf26a918d055ffd5150d1a706');
INSERT INTO "audit_event" VALUES(12,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201d6-44ff-7115-a2aa-08f8837e73b0','d7cca37d9c03c4e1896a7c1f7f0db54c2484789da9fbdf65d476aa35ca124dd3','{"value":["3","4"]}','','baebcebc5c273c43050d518b3c31ed5d5c5b58cbf26a918d055ffd5150d1a706','bb529718ef195088a59620926e770ea66cd4af13f07a598b39262fcc41d5c768');
INSERT INTO "audit_event" VALUES(13,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201d6-4583-7539-a723-d7689ca9876d','250d2b21821f17b4817a4b863695de4ddbb16438eb93d43065b786ca89762efe','{}','','bb529718ef195088a59620926e770ea66cd4af13f07a598b39262fcc41d5c768','030b30ea53e94d50567f0b81612d7c8096da34a838651818f522c0a4306ed9d8');
INSERT INTO "audit_event" VALUES(14,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201d6-4584-7247-88f1-204e1a51f4fe','8ae0e91cd08993f48d02e192522bac90401cac700e0163f74d556332b6eccb39','{}','','030b30ea53e94d50567f0b81612d7c8096da34a838651818f522c0a4306ed9d8','5e3ceede6f8238db5a3dd7ffe809a015114b687bc5a212c739b761dc768005c1');
INSERT INTO "audit_event" VALUES(15,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201d6-4585-7580-b01e-ab1dc1cc3ed2','4b7ceb0510bebde017f4441ad3dd0d9babe92c4e3a5522113d39cbb04e2d51c6','{}','','5e3ceede6f8238db5a3dd7ffe809a015114b687bc5a212c739b761dc768005c1','5c8b38e4cc56786b3628e54f8961f716e940c662bc1b3fc0e610752538fe35dc');
INSERT INTO "audit_event" VALUES(16,'2026-11-23T00:30:00.000000Z','<system>','系统','update','setting','01a201d6-44ff-7115-a2aa-08f8837e73b0','60d62e37db34a473f6bd0d254ba134dfb769a3d3f2f941988204b6b936dcfba6','{"value":["4","5"]}','','5c8b38e4cc56786b3628e54f8961f716e940c662bc1b3fc0e610752538fe35dc','b881a5fc1be55f99135c3cec2739e8a6805c7128671293394dc6896f49eee6cd');
INSERT INTO "audit_event" VALUES(17,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member','01a201d6-458e-706c-8d81-f92e4ee1b38a','bca2bc9e1eabdf0eb40db9cc30c708bd05c458794a2ff1096aa34429fa3990b5','{}','','b881a5fc1be55f99135c3cec2739e8a6805c7128671293394dc6896f49eee6cd','591853ba751bdc1b6c5b6cf964b364bfcabb29284c38417435fe1a853219cf87');
INSERT INTO "audit_event" VALUES(18,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_card','01a201d6-458f-713a-a756-e46220c376fa','167b7772303535963f30526657e3d963ec350ad504af1d5fcabf82882209b2f5','{}','','591853ba751bdc1b6c5b6cf964b364bfcabb29284c38417435fe1a853219cf87','f9b9f871ad31d4130f62a196e034b2a919e3264ec4e843d6318eb74ad1b74df1');
INSERT INTO "audit_event" VALUES(19,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_pin','01a201d6-4590-746e-8dda-86de27e7c5c2','990303df9054c163a92d20815192b257c42ef2cbfedc54843db8d8704e66444b','{}','','f9b9f871ad31d4130f62a196e034b2a919e3264ec4e843d6318eb74ad1b74df1','67e5cab538cfd17a79326159ba42e68a9c393b19a2fd597ad80de4b69136f75a');
INSERT INTO "audit_event" VALUES(20,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201d6-4595-7293-9276-aa6aa6da3130','75581b6d9d815fc1d0bee270359979f57b6fb697251839dd37b8fb80143fedec','{}','','67e5cab538cfd17a79326159ba42e68a9c393b19a2fd597ad80de4b69136f75a','442fb6fa749b5b57a3669dc31f243284a4453cb1953ea2626c26d54f6fa22729');
INSERT INTO "audit_event" VALUES(21,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201d6-4599-7403-8072-0f4f29dc3019','170ed5844b5d50a0912abb5a7a40ad719ecc4ca0f5f39892f75adb5523d2024d','{}','','442fb6fa749b5b57a3669dc31f243284a4453cb1953ea2626c26d54f6fa22729','e243c832828ee1542389885e32cc3fa78dffa50afc47ea64cee47e33f5b793d6');
INSERT INTO "audit_event" VALUES(22,'2026-11-23T00:30:00.000000Z','<system>','系统','update','attendance','01a201d6-4599-7403-8072-0f4f29dc3019','f9ca1bdfae94a394319596a58329cbb5a12fcd4637e9684ebb1a4c23e3d6c77e','{"deleted_at":[null,"2026-11-23T00:30:00.000000Z"],"deleted_reason":[null,"点错人"]}','点错人','e243c832828ee1542389885e32cc3fa78dffa50afc47ea64cee47e33f5b793d6','83c4fb6f9bf4a07e478a4b97b0206e78e794a04190facebf6c7e014ddb1d77a3');
INSERT INTO "audit_event" VALUES(23,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','meal','01a201d6-45a6-7105-a0a5-a9843f47f587','3d9912f7819ce979ad874291d9a68f8f482593f30c999aaac9ef374c37813e4d','{}','','83c4fb6f9bf4a07e478a4b97b0206e78e794a04190facebf6c7e014ddb1d77a3','6774a84039bf5b5aa1e2ac1eb7ce40e96223e7ecd785e205351b58ae317db613');
INSERT INTO "audit_event" VALUES(24,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a201d6-45ab-7291-9234-8bd6805c2147','b26c95289d5c8130d46ddeb94adcc8451a04bb8a86f4f76a155772e1690e0faa','{}','','6774a84039bf5b5aa1e2ac1eb7ce40e96223e7ecd785e205351b58ae317db613','276700c567b36a1c52242fff040a756f8fb4325bc1a0bcde89b38f335e5f7bce');
INSERT INTO "audit_event" VALUES(25,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal','01a201d6-45b0-73e7-bce3-10a38f0e1d6b','8806084898811415449e4baf723fe5a76991c6f68fc19423acff4c489664a6db','{}','导入终端文件 1_attlog.dat','276700c567b36a1c52242fff040a756f8fb4325bc1a0bcde89b38f335e5f7bce','b6a8b203825ec82ab549f33f559bea6cc445cba26ed3eb78d754dec465703282');
INSERT INTO "audit_event" VALUES(26,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','terminal_file','01a201d6-45b0-73e8-b26d-31d3a8bf028c','d2cbda90ad892b7f35e2256daf3bf9f654932b5cae54656b4fbdfb0806208939','{}','导入终端文件 1_attlog.dat','b6a8b203825ec82ab549f33f559bea6cc445cba26ed3eb78d754dec465703282','75808f7844fe779e6a3cafdc8c09acd3c9e0f42e3111889750054c9e78b102ed');
INSERT INTO "audit_event" VALUES(27,'2026-11-23T00:30:00.000000Z','<system>','系统','import','face_check','1','','{"repeats":0,"sha256":"97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0","stored":2}','导入终端文件 1_attlog.dat','75808f7844fe779e6a3cafdc8c09acd3c9e0f42e3111889750054c9e78b102ed','384603570d236d05014ef6e3fe645205eb7fdbcbfd5f32d6d2ca1deabdafec2c');
INSERT INTO "audit_event" VALUES(28,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attendance','01a201d6-45ba-7178-af0b-7e2d3cb0fb46','5c648db86a38bbc785723935149a5e620cdc1bb002b280b812f65ff8a3eb4224','{}','终端核对','384603570d236d05014ef6e3fe645205eb7fdbcbfd5f32d6d2ca1deabdafec2c','3dbd7954b3033713907e686f27a861372af84e33cd83132c4bd2b5fdfcfe096d');
INSERT INTO "audit_event" VALUES(29,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','work_item','01a201d6-45bc-72be-97d6-86ec815b1388','47fa0d9b2bd7e366c51506bdba1c15893bac4334c1bf548b2b4bc0b7c30a054c','{}','终端核对','3dbd7954b3033713907e686f27a861372af84e33cd83132c4bd2b5fdfcfe096d','b2a68b651e2ef82e19970a0e429ff7b43cffd780c4182dbdc87d9138353b17ca');
INSERT INTO "audit_event" VALUES(30,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','document','01a201d6-45c9-7542-a851-84a265de29e3','1bb56cde4d9267913c5bb1d16cb844b368dfbb729e99a4363e0096ea6777c146','{}','生成每日签到花名册','b2a68b651e2ef82e19970a0e429ff7b43cffd780c4182dbdc87d9138353b17ca','db0deb67ad884301d204d744077dceb919aaa6d980ab8490f7c03fe23c7d4840');
INSERT INTO "audit_event" VALUES(31,'2026-11-23T00:30:00.000000Z','<system>','系统','update','document','01a201d6-45c9-7542-a851-84a265de29e3','b17581ea93f5451cf7251ce3235b32e8ff144269a7bb46549696f727637ed24c','{"pages":[null,1],"sha256":[null,"d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f"]}','归档 QD-20261123-001','db0deb67ad884301d204d744077dceb919aaa6d980ab8490f7c03fe23c7d4840','57e3e3460da2e93f25a04aceba62fe5ac39a6e09e33ce502226b1e8c6836ffdc');
INSERT INTO "audit_event" VALUES(32,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_peer','01a201d6-45d3-74f1-9e37-9e77398948eb','fa862dda81f9eabca15c1cb39f830dc02a23f4b5139fb50384f9bae855c077a6','{}','配对区平台','57e3e3460da2e93f25a04aceba62fe5ac39a6e09e33ce502226b1e8c6836ffdc','2ac1574e9ceb7c51f42388410db0b043206731a04286f5622054ccd5a8ff811b');
INSERT INTO "audit_event" VALUES(33,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_identity','01a201d6-45d7-7796-b2cb-c381d2e59783','b3ccb95741bc7ec9e875242177ff90fb924bd263b30215bdceadfa1d01c06a33','{}','生成签名钥匙','2ac1574e9ceb7c51f42388410db0b043206731a04286f5622054ccd5a8ff811b','f1fb7c62d2a83c0de1c84aa87ab73c71cb93df8b53bc1d0136f7ca01e102ac70');
INSERT INTO "audit_event" VALUES(34,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','sync_bundle','01a201d6-45da-74f2-9e46-0ec97c75cf25','0ed9a2052f70ac6a6975a6b2560520693bcf5da6e3483a45abcbb02a815ebefa','{}','生成上报包','f1fb7c62d2a83c0de1c84aa87ab73c71cb93df8b53bc1d0136f7ca01e102ac70','378c2d88dfa843061cfb04a1eeeacd5c28493e5b848a70c145844c4f62296fe3');
INSERT INTO "audit_event" VALUES(35,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household','01a201d6-45df-74fa-9f5a-cb501ed62493','4fd7771e5d99fed188f79c46c1adfb2b00ff2dc0479a4fd47dceeb775719f3b3','{}','设立中心','378c2d88dfa843061cfb04a1eeeacd5c28493e5b848a70c145844c4f62296fe3','1bd4966eba83e019d322f1dcbfedc14082aac9323125a547d9ca52fcb4fb4128');
INSERT INTO "audit_event" VALUES(36,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member','01a201d6-4510-7250-8a0f-94654f15fdf7','d66c30eba7d8ab145a75c0b89bcfd89cb722a5b41f3722490acf9741fd9f1d28','{"ethnic":[null,"01"],"marital":[null,"30"],"registered_area":[null,"330105"]}','设立中心','1bd4966eba83e019d322f1dcbfedc14082aac9323125a547d9ca52fcb4fb4128','fcf1b373064ab97916a3aed9389624da5886509188d23610a6594090ce84af7d');
INSERT INTO "audit_event" VALUES(37,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','household_member','01a201d6-45e3-7582-b043-04a12994440f','05897cf5a04e4ad348262a9f385890a2a656dc77636c12f1ab9228a76b3810a3','{}','设立中心','fcf1b373064ab97916a3aed9389624da5886509188d23610a6594090ce84af7d','771ffbf653a68bd2d45d498689888d05e3c9d92695ffaa83cb251cc46cbf1110');
INSERT INTO "audit_event" VALUES(38,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','contact','01a201d6-45e3-7583-b091-b3d90ca1b584','e5e1b52a079e44935eac4cfb38eaf78e123ad3dbb6a1186ceda53afce2ff998f','{}','设立中心','771ffbf653a68bd2d45d498689888d05e3c9d92695ffaa83cb251cc46cbf1110','f33bc384661376e5083068d12ee55bf10826dba171dc288de03cf66bbd388aa2');
INSERT INTO "audit_event" VALUES(39,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_class','01a201d6-45e3-7584-a94c-9733125d57b6','ff8b80d827e452364feb3641d99ff322b4056873d8ecb851b0619905dfba8dd2','{}','设立中心','f33bc384661376e5083068d12ee55bf10826dba171dc288de03cf66bbd388aa2','595868f963a3dfbe9271e1832f90908b85691077d05f15f1a3c6a3bdeebee80b');
INSERT INTO "audit_event" VALUES(40,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','assessment','01a201d6-45e3-7585-a938-729665a02325','2b04854f12042501c12d22b3d710ab0f30def25d29db289c740a63e640605275','{}','设立中心','595868f963a3dfbe9271e1832f90908b85691077d05f15f1a3c6a3bdeebee80b','c3d78f59d9e0ca9eb594935cf1bb602cda4c5a82b8e80a4dd6e96dc1944cddfa');
INSERT INTO "audit_event" VALUES(41,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','health_note','01a201d6-45e3-7586-8c8b-1877b5605dbf','ed8961825bbdfdcee493258b8a89305dc633fea5ed2def69419c25169ba083ff','{}','设立中心','c3d78f59d9e0ca9eb594935cf1bb602cda4c5a82b8e80a4dd6e96dc1944cddfa','3c6858794ab218d0a9426cc0d9b42d09df837cb7e0b60a352f3057114d5f297c');
INSERT INTO "audit_event" VALUES(42,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent_text','01a201d6-45e3-7587-b849-af7d1cc48ee1','a32ab40deed6ef0aa1b88d65072bb4452e56768b82b124fcd09081fef05bd77d','{}','设立中心','3c6858794ab218d0a9426cc0d9b42d09df837cb7e0b60a352f3057114d5f297c','1ae515923cfcdcf8d66179b26dec50c78bec7340277fa53fb28a72ee71ab7c31');
INSERT INTO "audit_event" VALUES(43,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a201d6-45e3-7588-9cfe-709c5ab707a1','1b949ccc36fa56de270a537805e89da8f7301a331be7f039e5e3b5d1a7d177bb','{}','设立中心','1ae515923cfcdcf8d66179b26dec50c78bec7340277fa53fb28a72ee71ab7c31','041a808139aef0a0a1824c76b8482244e71064080c517ee3306cbf05e13bee09');
INSERT INTO "audit_event" VALUES(44,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201d6-45e3-7589-81f1-7c262e27b65b','5e43075853f74d7af765e182f8f121dd03fbf8fedb25407322a0c0d13beffaa4','{}','设立中心','041a808139aef0a0a1824c76b8482244e71064080c517ee3306cbf05e13bee09','919f37916f74bc43d045dfde0f3713e31408047950df194f2d3b09573adcf3c1');
INSERT INTO "audit_event" VALUES(45,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','membership_period','01a201d6-45e4-778e-b1d4-9099d1c008fc','1099fd902ae5ded338c3a348c7a946fd9068f7fad79a19bf1022d05ade243fc6','{}','设立中心','919f37916f74bc43d045dfde0f3713e31408047950df194f2d3b09573adcf3c1','3b6d7464cca7dd95d5971e58017fc4a36870db3d55c4ec47dc6f849f26c98f15');
INSERT INTO "audit_event" VALUES(46,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','import_run','01a201d6-45e4-778f-901a-e45e4df67b3a','324a2055321d5aedc06887a7011f59db96242e7b88aee941ef240bec74f6af61','{}','设立中心','3b6d7464cca7dd95d5971e58017fc4a36870db3d55c4ec47dc6f849f26c98f15','816ce426c2d9cdc6b7c0c59c80a6f48ace94314474e2ca916b2e08b82d57a3a8');
INSERT INTO "audit_event" VALUES(47,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_merge','01a201d6-45e4-7790-bc7c-81ab00372466','aabc2a626bf12cbbeb8363dc3b7c9afb8c9a8441adac051d7be84cba50b6327f','{}','设立中心','816ce426c2d9cdc6b7c0c59c80a6f48ace94314474e2ca916b2e08b82d57a3a8','f74b8425e7aefef84d61ba6f3a4d974ccc2e131b99c2b0b70837da11ba49aae6');
INSERT INTO "audit_event" VALUES(48,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','member_distinct','01a201d6-45e4-7791-9bff-13df74712cdd','99e6d7c0d38804624592f21f8c55d81209d897e879af6a55f84089274b7b0579','{}','设立中心','f74b8425e7aefef84d61ba6f3a4d974ccc2e131b99c2b0b70837da11ba49aae6','da3238eb630922a35f373ebea5f9b61abe69ee36ccf4d929bb14bbef7ab37eee');
INSERT INTO "audit_event" VALUES(49,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','export_profile','01a201d6-45e4-7792-b686-647fb398c1a8','25f75806b1b561c920febea8b47a9cbd20aaa9e1fe1bab50da938c66e81712f5','{}','设立中心','da3238eb630922a35f373ebea5f9b61abe69ee36ccf4d929bb14bbef7ab37eee','97f63274785437f1d964ae559ed722506ed46caaf28e0671552c8d6ec4a6defb');
INSERT INTO "audit_event" VALUES(50,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','code_entry','01a201d6-45e4-7793-a8e9-912d67d53850','c18b6f672709353b7baed1d1145bf0dcfd5c1263f29a526dfea86437f2325a0c','{}','设立中心','97f63274785437f1d964ae559ed722506ed46caaf28e0671552c8d6ec4a6defb','8bab87f04da5083016a212451302844e9aa762bd78e3a5622089fad6dfb6e02b');
INSERT INTO "audit_event" VALUES(51,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','consent','01a201d6-45fb-752a-a555-4f313b70acaa','8426b9567e5ff799db91842f90f86022a82a17f1e93610a9221e4fc56b1fbc38','{}','设立中心','8bab87f04da5083016a212451302844e9aa762bd78e3a5622089fad6dfb6e02b','9acc11fa09cde348d42342bc8f1a8ea12c8d72fe2e40ff6b8b453f5e66812711');
INSERT INTO "audit_event" VALUES(52,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201d6-45fb-752b-8488-542ca6949632','303b392814b9b0e9c7f97ddf58596caceaa78e95a2b61b1dbc1d87405e5041b0','{}','设立中心','9acc11fa09cde348d42342bc8f1a8ea12c8d72fe2e40ff6b8b453f5e66812711','a644bf388f39788bcef4991a518e6484f8d9a13cc2c4b8d341e055a9cba65b67');
INSERT INTO "audit_event" VALUES(53,'2026-11-23T00:30:00.000000Z','<system>','系统','update','member_card','01a201d6-4516-744d-89b8-5d08dbc97972','4bd0115324d9296852d67a109b312ef80d9aeb5433dce37ed36ca0e75ec81e82','{"valid_until":[null,"2027-12-31"]}','设立中心','a644bf388f39788bcef4991a518e6484f8d9a13cc2c4b8d341e055a9cba65b67','c1ecf4877773d3f4233f78caa51b1daa44de857424a613d3199d111aee06f8b3');
INSERT INTO "audit_event" VALUES(54,'2026-11-23T00:30:00.000000Z','<system>','系统','insert','attachment','01a201d6-4603-7041-8820-9de56a97e44c','5694cc79f5e2d2b94157af1c3858f85cc757b3467cbdb331c22faaef5d457796','{}','设立中心','c1ecf4877773d3f4233f78caa51b1daa44de857424a613d3199d111aee06f8b3','87aa7d1c807651fb23b8bba946b2a0b784844f09aaf7503c04c5ea8bde0bd315');
INSERT INTO "audit_event" VALUES(55,'2026-11-23T00:30:00.000000Z','<system>','系统','update','assessment','01a201d6-45e3-7585-a938-729665a02325','e6834e1f289bd0d3d0c040279b3b254371c77d55d348cfc35b540c92cd7aedc8','{"scan_uid":[null,"01a201d6-4603-7041-8820-9de56a97e44c"]}','设立中心','87aa7d1c807651fb23b8bba946b2a0b784844f09aaf7503c04c5ea8bde0bd315','c3fd6efe1024a7150b2c5594e9b752937d97e3e4e188c90938e7ee251e255021');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "audit_head" VALUES(1,55,'c3fd6efe1024a7150b2c5594e9b752937d97e3e4e188c90938e7ee251e255021');
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
INSERT INTO "code_entry" VALUES(1,'01a201d6-45e4-7793-a8e9-912d67d53850','diets','无糖','无糖',NULL,1,1,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent" VALUES(1,'01a201d6-45e3-7588-9cfe-709c5ab707a1',1,'face',1,'self','王秀英',NULL,NULL,'2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "consent" VALUES(2,'01a201d6-45fb-752a-a555-4f313b70acaa',1,'photo',1,'self','王秀英',NULL,NULL,'2026-11-01','2027-10-31',NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "consent_text" VALUES(1,'01a201d6-45e3-7587-b849-af7d1cc48ee1','face',1,'样例','2026-01-01',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "contact" VALUES(1,'01a201d6-45e3-7583-b091-b3d90ca1b584',1,'王小明','20',NULL,NULL,NULL,0,NULL,1,0,0,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "document" VALUES(1,'01a201d6-45c9-7542-a851-84a265de29e3','QD-20261123-001','daily-roster','{"date":"2026-11-23"}','d3dd4eff6b51659883754487ab7a122ab89ccecc30afad6c7e34947decefbb3f',1,'系统',X'255044462D312E3420696E76656E746564',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "export_profile" VALUES(1,'01a201d6-45e4-7792-b686-647fb398c1a8','街道月报','月报','街道','name、community',0,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "health_note" VALUES(1,'01a201d6-45e3-7586-8c8b-1877b5605dbf',1,'花生','软食',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household" VALUES(1,'01a201d6-45df-74fa-9f5a-cb501ed62493','H000001','小河路 1 号',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "household_member" VALUES(1,'01a201d6-45e3-7582-b043-04a12994440f',1,1,'02',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "import_run" VALUES(1,'01a201d6-45e4-778f-901a-e45e4df67b3a','a.xlsx','0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111','{}',1,1,0,0,0,1,1,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "meal" VALUES(1,'01a201d6-45a6-7105-a0a5-a9843f47f587',1,'2026-11-23','lunch','2026-11-23 08:30:00','manual',0,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member" VALUES(1,'01a201d6-4510-7250-8a0f-94654f15fdf7','000001','王秀英',NULL,'resident','330105193812220007','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,'01','30',NULL,'330105',NULL,NULL,'wangxiuying王秀英','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(2,'01a201d6-4579-730a-a15b-939fa921905a','000002','单雄信',NULL,'resident','330105193812220023','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shanxiongxin单雄信','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(3,'01a201d6-4583-7539-a723-d7689ca9876d','000003','阿卜杜热合曼·买买提艾力',NULL,'resident','33010519381222004X','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'abodurehemanmaimaitiaili阿卜杜热合曼·买买提艾力','xiaoheshequ小河社区');
INSERT INTO "member" VALUES(4,'01a201d6-458e-706c-8d81-f92e4ee1b38a','000004','王𬱖',NULL,'resident','330105193812220066','1938-12-22','2',NULL,NULL,NULL,'小河社区',NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23','active',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'wangdi王𬱖','xiaoheshequ小河社区');
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
INSERT INTO "member_card" VALUES(1,'01a201d6-4516-744d-89b8-5d08dbc97972',1,'C0','issued','2026-11-23',2,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,'2027-12-31');
INSERT INTO "member_card" VALUES(2,'01a201d6-457a-71e1-bc3a-28516ac2a4bb',2,'C1','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(3,'01a201d6-4584-7247-88f1-204e1a51f4fe',3,'C2','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "member_card" VALUES(4,'01a201d6-458f-713a-a756-e46220c376fa',4,'C3','issued','2026-11-23',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "member_class" VALUES(1,'01a201d6-45e3-7584-a94c-9733125d57b6',1,'economic','低保','2026-01-01',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_distinct" VALUES(1,'01a201d6-45e4-7791-9bff-13df74712cdd','a','b',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "member_merge" VALUES(1,'01a201d6-45e4-7790-bc7c-81ab00372466','01a201d6-4510-7250-8a0f-94654f15fdf7','gone','{}',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "membership_period" VALUES(1,'01a201d6-45e4-778e-b1d4-9099d1c008fc',1,'paused','2026-10-01','2026-10-03','hospital',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
CREATE TABLE outbox (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	entity TEXT NOT NULL, 
	entity_uid TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at TEXT NOT NULL
)
 STRICT

;
INSERT INTO "outbox" VALUES(1,'member','01a201d6-4510-7250-8a0f-94654f15fdf7',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(2,'member','01a201d6-4579-730a-a15b-939fa921905a',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(3,'member','01a201d6-4583-7539-a723-d7689ca9876d',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(4,'member','01a201d6-458e-706c-8d81-f92e4ee1b38a',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(5,'attendance','01a201d6-4595-7293-9276-aa6aa6da3130',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(6,'attendance','01a201d6-4599-7403-8072-0f4f29dc3019',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(7,'attendance','01a201d6-4599-7403-8072-0f4f29dc3019',2,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(8,'meal','01a201d6-45a6-7105-a0a5-a9843f47f587',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(9,'attendance','01a201d6-45ba-7178-af0b-7e2d3cb0fb46',1,'2026-11-23T00:30:00.000000Z');
INSERT INTO "outbox" VALUES(10,'member','01a201d6-4510-7250-8a0f-94654f15fdf7',2,'2026-11-23T00:30:00.000000Z');
CREATE TABLE schema_version (version TEXT NOT NULL) STRICT;
INSERT INTO "schema_version" VALUES('0004');
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
INSERT INTO "setting" VALUES(1,'01a201d6-445e-721b-836d-dc5546955350','centre_code','"330105001"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(2,'01a201d6-4461-74a8-950f-8b317c96d9a5','centre_name','"小河街道居家养老服务中心"',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "setting" VALUES(3,'01a201d6-44ff-7115-a2aa-08f8837e73b0','next_member_no','5',4,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_bundle" VALUES(1,'01a201d6-45da-74f2-9e46-0ec97c75cf25','b1','b1.yzb',1,3,'0000000000000000000000000000000000000000000000000000000000000000','1111111111111111111111111111111111111111111111111111111111111111',9,'{"people":1}','built','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_identity" VALUES(1,'01a201d6-45d7-7796-b2cb-c381d2e59783','public','secret',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "sync_peer" VALUES(1,'01a201d6-45d3-74f1-9e37-9e77398948eb','district pair text','folder:/media/usb','','',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal" VALUES(1,'01a201d6-45b0-73e7-bce3-10a38f0e1d6b','1','1 号机',NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_file" VALUES(1,'01a201d6-45b0-73e8-b26d-31d3a8bf028c','97b8a1a619aa41cff0609587687e35dd00b68c4be22ec5cbeaed3c69126f52d0','1','1_attlog.dat',72,X'31303209323032362D31312D32332030373A31303A30350931093009313509300D0A39393909323032362D31312D32332030373A31313A30350931093009313509300D0A746F726E',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "terminal_pin" VALUES(1,'01a201d6-451f-7397-b2fd-75b93d4f7fe7',1,'100',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(2,'01a201d6-457b-70e1-9c24-ab600a8eda2a',2,'101',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(3,'01a201d6-4585-7580-b01e-ab1dc1cc3ed2',3,'102',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
INSERT INTO "terminal_pin" VALUES(4,'01a201d6-4590-746e-8dda-86de27e7c5c2',4,'103',1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL,NULL);
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
INSERT INTO "user_account" VALUES(1,'01a201d6-44f2-72c6-98ce-f4b7d4104397','admin','系统员','administrator','$argon2id$v=19$m=65536,t=3,p=4$Hlwif3tRAq2+tLLmfsyhJA$ttqfzwjRqK9pYJhCAUiChaM6+LKc+NJR+yQJX9v5JvA',1,0,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
INSERT INTO "work_item" VALUES(1,'01a201d6-45ab-7291-9234-8bd6805c2147','unknown_code','98765432','前台扫码，未找到对应老人','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
INSERT INTO "work_item" VALUES(2,'01a201d6-45bc-72be-97d6-86ec815b1388','unmatched_pin','999','终端有核验记录，名单里没有这个编号','2026-11-23 08:30:00',NULL,NULL,1,'2026-11-23T00:30:00.000000Z','2026-11-23T00:30:00.000000Z',NULL,NULL);
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
