-- Tells whether a reader, the customer or a kefu, may read a message of the conversation that names a file.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   files that the conversation's messages name
-- KEYS[3] hash   kefu who serve or served the customer
-- ARGV[1] string reader
-- ARGV[2] string file
-- returns 1 if the reader may, else 0

local conversation_key, files_key, kefu_key = unpack(KEYS)
local reader, file = unpack(ARGV)

local seqs = redis.call('HGET', files_key, file)
if not seqs or seqs == '' then return 0 end
local customer, first_of_pair, second_of_pair, session, kefu =
  unpack(redis.call('HMGET', conversation_key, 'c', 'a', 'b', 'sid', 'k'))
-- While the customer waits, every kefu may read the conversation. The caller passes no other customer as the reader.
if (session or '') ~= '' and (kefu or '') == '' then return 1 end
if reader == customer or reader == first_of_pair or reader == second_of_pair then return 1 end
local seen_until = redis.call('HGET', kefu_key, reader)
if not seen_until then return 0 end
-- A kefu who serves the customer now has no limit.
local limit, first_seq = tonumber(seen_until), tonumber(seqs:match('%d+'))
return (not limit or first_seq <= limit) and 1 or 0
